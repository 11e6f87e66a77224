import { toGlobalId } from '../platform/ids.js';
import { localDay } from '../platform/legalTime.js';
import type { PrintedEnclosure, PrintedHead, PrintedLine } from '../subgraphs/correspondence/printedRegister.js';
import { code128 } from './code128.js';
import { escapeHtml, isolated, printedHtml, writtenDay, type PrintedHtml, type PrintLanguage } from './html.js';
import { printWords } from './printWords.js';

type Slip = {
  readonly line: PrintedLine;
  readonly institution: PrintedHead['institution'];
  readonly enclosures: readonly PrintedEnclosure[];
};

/** The slip that goes with a letter or mail on paper, and one label for each enclosure that travels outside the hub. */
export const entrySlip = ({ line, institution, enclosures }: Slip, language: PrintLanguage): PrintedHtml => {
  const words = printWords[language];
  const name = (names: { readonly name_fr: string; readonly name_ar: string }): string =>
    isolated(language === 'ar' ? names.name_ar : names.name_fr);
  const printed = `${line.number}/${line.year}`;
  const facts: readonly (readonly [string, string | null])[] = [
    [words.registeredOn, writtenDay(localDay(line.registered_at))],
    [words.occurredOn[line.direction], line.occurred_on === null ? null : writtenDay(line.occurred_on)],
    [words.documentDate, line.document_date === null ? null : writtenDay(line.document_date)],
    [words.series, isolated(line.series)],
    [
      words.nature,
      [line.nature === null ? null : words.natures[line.nature], words.media[line.medium]].filter(Boolean).join(' · '),
    ],
    [words.counterparts[line.direction], line.counterpart === null ? null : name(line.counterpart)],
    [words.theirNumber, line.counterpart_number === null ? null : isolated(line.counterpart_number)],
    [words.unit, line.unit === null ? null : name(line.unit)],
    [words.subject, line.subject === null ? null : isolated(line.subject)],
    [words.remarks, markOf(line, language)],
  ];
  const letter = line.correspondence_id === null ? null : toGlobalId('Correspondence', line.correspondence_id);
  // of a letter it is also said that there are none
  const hasEnclosures = enclosures.length > 0 || (letter !== null && line.medium === 'HUB');
  const body = `<header>
<div><p>${name(institution)}</p><p class="small">${isolated(institution.code)}</p></div>
<h1>${escapeHtml(words.slips[line.direction])}</h1>
</header>
<section class="number${line.state === 'CANCELLED' ? ' cancelled' : ''}"><p>${escapeHtml(words.number)} ${isolated(printed)}</p>
${code128([institution.code, line.direction, line.series, line.year, line.number].join('/'), 0.28, 13)}</section>
<dl>
${facts.flatMap(([term, value]) => (value === null ? [] : [`<dt>${escapeHtml(term)}</dt><dd>${value}</dd>`])).join('\n')}
</dl>
${letter === null ? '' : `<section><h2>${escapeHtml(words.letter)}</h2>${code128(letter, 0.21, 9)}<p class="id">${isolated(letter)}</p></section>`}
${hasEnclosures ? enclosureSection(printed, name(institution), enclosures, language) : ''}`;
  return printedHtml(language, `${words.slips[line.direction]} ${printed}`, style, body);
};

const markOf = (line: PrintedLine, language: PrintLanguage): string | null => {
  const words = printWords[language];
  const marks = [
    ...(line.state === 'RESERVED' ? [words.reserved] : []),
    ...(line.state === 'CANCELLED' ? [words.cancelled] : []),
    ...(line.is_confidential ? [words.confidential] : []),
  ].map(escapeHtml);
  const reason = line.cancellation_reason === null ? [] : [isolated(line.cancellation_reason)];
  return marks.length + reason.length === 0 ? null : [...marks, ...reason].join(' · ');
};

const enclosureSection = (
  printed: string,
  institution: string,
  enclosures: readonly PrintedEnclosure[],
  language: PrintLanguage,
): string => {
  const words = printWords[language];
  const labels = enclosures.map(
    ({ position, description, count, carrier_reference }) => `<li>
<p class="small">${institution} · ${escapeHtml(words.number)} ${isolated(printed)}</p>
<p><strong>${escapeHtml(words.position)} ${position}/${enclosures.length}</strong> ${isolated(description)}</p>
<p class="small">${escapeHtml(words.count)} ${count}${carrier_reference === null ? '' : ` · ${escapeHtml(words.carrier)} ${isolated(carrier_reference)}`}</p>
${code128(`${printed}-${position}`, 0.28, 8)}</li>`,
  );
  return `<section><h2>${escapeHtml(words.enclosures)}</h2>${labels.length === 0 ? `<p>${escapeHtml(words.noEnclosure)}</p>` : `<ol>${labels.join('\n')}</ol>`}</section>`;
};

const style = `
@page{size:A4;margin:14mm}
body{font-size:10.5pt;line-height:1.35}
header{display:flex;justify-content:space-between;align-items:flex-start;gap:8mm;border-bottom:.4mm solid #000;padding-bottom:3mm}
h1{font-size:16pt}
h2{font-size:10.5pt;margin-bottom:1.5mm}
.small{font-size:8pt}
section{margin-top:5mm}
.number p{font-size:26pt;font-weight:700;line-height:1.4;margin-bottom:2mm}
.cancelled p{text-decoration:line-through}
dl{display:grid;grid-template-columns:38mm 1fr;margin:5mm 0 0;border:.25mm solid #000}
dt,dd{margin:0;padding:1.2mm 2mm;overflow-wrap:anywhere}
dt{font-weight:700}
.id{font-size:7pt;margin-top:1mm}
ol{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:1fr 1fr;gap:3mm}
li{border:.25mm dashed #000;padding:2mm;break-inside:avoid;overflow-wrap:anywhere}
li .code{margin-top:1.5mm}
`;
