import { useState, type ChangeEvent, type DragEvent } from 'react';
import { useActiveTab } from '../exchange/useActiveTab.js';
import { useTexts } from '../language/useTexts.js';
import { useSandbox } from '../sandbox/createSandbox.js';
import { useStore } from '../useStore.js';
import { ReceivedFileItem } from './ReceivedFileItem.js';
import { sampleLetter } from './sampleLetter.js';
import { SentFileItem } from './SentFileItem.js';

/** Files on their way in and out. What is uploaded becomes the document of the next deposit. */
export const FilesPanel = () => {
  const text = useTexts();
  const { files, exchange, tokens } = useSandbox();
  const { sent, received } = useStore(files.state);
  const tab = useActiveTab();
  const [isOver, setOver] = useState(false);

  const upload = async (file: File, by: string): Promise<void> => {
    // a fault stands beside the file
    const documentId = await files.upload(file, by, () => tokens.tokenFor(by)).catch(() => null);
    if (documentId !== null) exchange.learn({ documentId });
  };
  const onChoose = (event: ChangeEvent<HTMLInputElement>): void => {
    for (const file of event.target.files ?? []) void upload(file, tab.code);
    event.target.value = '';
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    for (const file of event.dataTransfer.files) void upload(file, tab.code);
  };

  return (
    <section
      className="wasl-files"
      data-over={isOver}
      aria-label={text.files}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <h2>{text.files}</h2>
      <p>
        {text.filesText} {text.uploadsAs} <bdi className="wasl-code">{tab.code}</bdi>
      </p>
      <label className="wasl-button">
        {text.chooseFile}
        <input type="file" onChange={onChoose} />
      </label>
      <button type="button" onClick={() => void upload(sampleLetter(text.sampleFile), tab.code)}>
        {text.sampleLetter}
      </button>
      <ul>
        {sent.map((each) => (
          <SentFileItem
            key={`${each.file.name} ${each.file.lastModified} ${each.file.size}`}
            sent={each}
            onResume={() => void upload(each.file, each.by)}
          />
        ))}
      </ul>
      {received.length > 0 && <h3>{text.received}</h3>}
      <ul>
        {received.map((each) => (
          <ReceivedFileItem key={each.sha256} received={each} />
        ))}
      </ul>
    </section>
  );
};
