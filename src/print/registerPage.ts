import { localDay } from '../platform/legalTime.js';
import type { PrintedHead, PrintedLine } from '../subgraphs/correspondence/printedRegister.js';
import { escapeHtml, isolated, printedHtml, writtenDay, type PrintedHtml, type PrintLanguage } from './html.js';
import { printWords } from './printWords.js';

type Page = {
  readonly head: PrintedHead;
  readonly lines: readonly PrintedLine[];
  readonly page: number;
  readonly pages: number;
};

/** One page of a register: a table of lines of one height each, so that it fills one sheet and never two. */
export const registerPage = ({ head, lines, page, pages }: Page, language: PrintLanguage): PrintedHtml => {
  const words = printWords[language];
  const title = `${words.titles[head.direction]} ${head.year}`;
  const columns = [
    words.number,
    words.date,
    words.nature,
    words.counterparts[head.direction],
    words.subject,
    words.unit,
    words.remarks,
  ];
  const body = `<header>
<div><p>${isolated(language === 'ar' ? head.institution.name_ar : head.institution.name_fr)}</p><p class="small">${isolated(head.institution.code)}</p></div>
<div class="middle"><h1>${escapeHtml(title)}</h1><p class="small">${escapeHtml(words.series)} ${isolated(head.series)}${head.state === 'CLOSED' ? ` · ${escapeHtml(words.closed)}` : ''}</p></div>
<p>${escapeHtml(words.page(page, pages))}</p>
</header>
<table>
<thead><tr>${columns.map((column) => `<th scope="col">${escapeHtml(column)}</th>`).join('')}</tr></thead>
<tbody>
${lines.length === 0 ? `<tr><td colspan="7"><div>${escapeHtml(words.empty)}</div></td></tr>` : lines.map((line) => row(line, language)).join('\n')}
</tbody>
</table>`;
  return printedHtml(language, title, style, body);
};

const row = (line: PrintedLine, language: PrintLanguage): string => {
  const words = printWords[language];
  const cells = [
    `<div>${isolated(line.number)}</div>`,
    `<div>${escapeHtml(writtenDay(localDay(line.registered_at)))}</div>`,
    `<div>${escapeHtml(
      [line.nature === null ? null : words.natures[line.nature], words.media[line.medium]].filter(Boolean).join(' · '),
    )}</div>`,
    freeText(nameIn(line.counterpart, language)),
    freeText(line.subject ?? ''),
    freeText(nameIn(line.unit, language)),
  ];
  const struck = line.state === 'CANCELLED' ? ' class="cancelled"' : '';
  const all = [...cells.map((cell) => `<td${struck}>${cell}</td>`), `<td><div>${remarks(line, language)}</div></td>`];
  return `<tr>${all.join('')}</tr>`;
};

const remarks = (line: PrintedLine, language: PrintLanguage): string => {
  const words = printWords[language];
  const said = [
    ...(line.state === 'RESERVED' ? [escapeHtml(words.reserved)] : []),
    ...(line.state === 'CANCELLED'
      ? [
          `${escapeHtml(words.cancelled)}${line.cancellation_reason === null ? '' : ` : ${isolated(line.cancellation_reason)}`}`,
        ]
      : []),
    ...(line.is_confidential ? [escapeHtml(words.confidential)] : []),
    ...(line.occurred_on === null
      ? []
      : [`${escapeHtml(words.occurredOn[line.direction])} ${writtenDay(line.occurred_on)}`]),
    ...(line.counterpart_number === null
      ? []
      : [`${escapeHtml(words.theirNumber)} ${isolated(line.counterpart_number)}`]),
  ];
  return said.join(' · ');
};

const nameIn = (names: PrintedLine['counterpart'], language: PrintLanguage): string =>
  names === null ? '' : language === 'ar' ? names.name_ar : names.name_fr;

/** Runs as it is written, so that what is too long is cut at its own end: an Arabic text on the left. */
const freeText = (text: string): string => `<div dir="auto">${escapeHtml(text)}</div>`;

const style = `
@page{size:A4 landscape;margin:9mm}
body{font-size:7.25pt;line-height:3.15mm;width:279mm;padding:0 .25mm}
header{display:flex;justify-content:space-between;align-items:flex-start;gap:8mm;height:12mm;overflow:hidden;font-size:9pt;line-height:4mm}
header>*{flex:1 1 0}
header>:last-child{text-align:end}
.middle{text-align:center}
h1{font-size:13pt;line-height:6mm}
.small{font-size:7.5pt}
table{border-collapse:collapse;table-layout:fixed;width:100%}
th,td{border:.25mm solid #000;padding:0 1mm;text-align:start;vertical-align:middle}
th,td{height:6.85mm}
td>div{max-height:6.3mm;overflow:hidden;display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow-wrap:anywhere}
th:nth-child(1){width:20mm}
th:nth-child(2){width:19mm}
th:nth-child(3){width:27mm}
th:nth-child(4){width:56mm}
th:nth-child(6){width:34mm}
th:nth-child(7){width:43mm}
.cancelled{text-decoration:line-through}
`;
