import { askHub, dataOf } from '../hub/askHub.js';
import { ownAddress } from '../hub/hubAddress.js';
import type { Language } from '../language/texts.js';
import { digestHex } from './digest.js';

export type ReceivedFile = {
  readonly title: string;
  readonly sha256: string;
  /** Whether the letter commits to the same digest. */
  readonly agrees: boolean;
  readonly bytes: Blob;
};

const query = `query Files($id: ID!) {
  correspondence(id: $id) { attachments { title sha256 document { contentUrl } } }
}`;

type Attachment = {
  readonly title: string;
  readonly sha256: string;
  readonly document: { readonly contentUrl: string } | null;
};
type Data = { readonly correspondence: { readonly attachments: readonly Attachment[] | null } | null };

/** Fetches every file of a letter, which opens it, and computes their digests from what arrived. */
export const downloadFiles = async (
  correspondenceId: string,
  { token, language, publicUrl }: { readonly token: string; readonly language: Language; readonly publicUrl: string },
): Promise<readonly ReceivedFile[]> => {
  const { answer } = await askHub<Data>({ query, variables: { id: correspondenceId } }, { token, language });
  const files: ReceivedFile[] = [];
  for (const { title, sha256, document } of dataOf(answer).correspondence?.attachments ?? []) {
    if (document === null) continue;
    const response = await fetch(ownAddress(document.contentUrl, publicUrl), {
      headers: { authorization: `Bearer ${token}` },
    });
    if (!response.ok) throw new Error(`${title}: status ${response.status}`);
    const bytes = await response.blob();
    const computed = await digestHex(await bytes.arrayBuffer());
    files.push({ title, sha256: computed, agrees: computed === sha256, bytes });
  }
  return files;
};
