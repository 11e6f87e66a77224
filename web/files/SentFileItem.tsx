import { mergeVariables } from '../exchange/mergeVariables.js';
import { useActiveTab } from '../exchange/useActiveTab.js';
import { useTexts } from '../language/useTexts.js';
import type { SentFile } from './createFiles.js';

type Props = { readonly sent: SentFile; readonly onResume: () => void };

export const SentFileItem = ({ sent, onResume }: Props) => {
  const text = useTexts();
  const { variableEditor } = useActiveTab();
  const { file, by, state, sentBytes, sha256, documentId, fault } = sent;

  const intoVariables = (): void => {
    const next = mergeVariables(variableEditor?.getValue() ?? '', { documentId }, {});
    if (next !== null) variableEditor?.setValue(next);
  };

  return (
    <li className="wasl-file" data-state={state}>
      <bdi>{file.name}</bdi> <small dir="ltr">{file.size} B</small> · <bdi className="wasl-code">{by}</bdi>
      <p role="status">
        {state === 'DIGESTING' && text.digesting}
        {state === 'UPLOADING' && `${text.uploading} ${Math.floor((sentBytes / file.size) * 100)} %`}
        {state === 'UPLOADED' && `✓ ${text.uploaded}`}
        {(state === 'BROKEN' || state === 'REFUSED') && `⚠ ${fault ?? ''}`}
      </p>
      {state === 'UPLOADING' && <progress max={file.size} value={sentBytes} aria-label={text.uploading} />}
      {sha256 !== null && <Long name="sha256" value={sha256} />}
      {documentId !== null && <Long name="documentId" value={documentId} />}
      {state === 'BROKEN' && (
        <button type="button" onClick={onResume}>
          {text.resume}
        </button>
      )}
      {documentId !== null && (
        <button type="button" onClick={intoVariables}>
          {text.intoVariables}
        </button>
      )}
    </li>
  );
};

const Long = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <div className="wasl-long" dir="ltr">
    {name} <code>{value}</code>
  </div>
);
