import { useEffect, useState } from 'react';
import { useTexts } from '../language/useTexts.js';
import type { ReceivedFile } from './downloadFiles.js';

export const ReceivedFileItem = ({ received }: { readonly received: ReceivedFile }) => {
  const text = useTexts();
  const { title, sha256, agrees, bytes } = received;
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(bytes);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes]);
  return (
    <li className="wasl-file">
      <bdi>{title}</bdi> <small dir="ltr">{bytes.size} B</small>
      <p role="status">{agrees ? `✓ ${text.digestAgrees}` : `⚠ ${text.digestDiffers}`}</p>
      <div className="wasl-long" dir="ltr">
        sha256 <code>{sha256}</code>
      </div>
      <a className="wasl-button" href={address} download={title}>
        {text.save}
      </a>
    </li>
  );
};
