import { createStore, type Store } from '../createStore.js';
import { language } from '../language/language.js';
import { texts } from '../language/texts.js';
import { downloadFiles, type ReceivedFile } from './downloadFiles.js';
import { UploadBroken, uploadDocument } from './uploadDocument.js';

export type SentFile = {
  readonly file: File;
  /** Code of the institution that uploads it. */
  readonly by: string;
  readonly state: 'DIGESTING' | 'UPLOADING' | 'UPLOADED' | 'BROKEN' | 'REFUSED';
  readonly sentBytes: number;
  readonly sha256: string | null;
  readonly documentId: string | null;
  readonly fault: string | null;
};

export type FilesState = { readonly sent: readonly SentFile[]; readonly received: readonly ReceivedFile[] };

export type Files = {
  readonly state: Store<FilesState>;
  /** Answers the document's id; rejects with a text for people. The same file again goes on where it broke off. */
  readonly upload: (file: File, by: string, token: () => Promise<string>) => Promise<string>;
  /** Downloads a letter's files and answers their digests. */
  readonly receive: (correspondenceId: string, token: () => Promise<string>) => Promise<readonly string[]>;
  readonly forget: () => void;
};

/** The browser computes a digest over a whole file in memory. */
const mostBytes = 256 * 1024 * 1024;

export const createFiles = (publicUrl: string): Files => {
  const state = createStore<FilesState>({ sent: [], received: [] });

  const update = (file: File, changes: Partial<SentFile>): void =>
    state.set((before) => ({
      ...before,
      sent: before.sent.map((each) => (each.file === file ? { ...each, ...changes } : each)),
    }));

  const assertUsable = (file: File | null): void => {
    const { needsSecure, tooLarge } = texts[language.get()];
    if (!isSecureContext) throw new Error(needsSecure);
    if (file !== null && file.size > mostBytes) throw new Error(tooLarge);
  };

  return {
    state,
    upload: async (file, by, token) => {
      const started: SentFile = {
        ...{ file, by, state: 'DIGESTING', sentBytes: 0 },
        ...{ sha256: null, documentId: null, fault: null },
      };
      state.set((before) => ({ ...before, sent: [started, ...before.sent.filter((each) => each.file !== file)] }));
      try {
        assertUsable(file);
        const documentId = await uploadDocument(file, {
          ...{ token, publicUrl, language: language.get() },
          onProgress: (progress) => update(file, { state: 'UPLOADING', ...progress }),
        });
        update(file, { state: 'UPLOADED', documentId });
        return documentId;
      } catch (error) {
        const isBroken = error instanceof UploadBroken;
        const fault = isBroken ? texts[language.get()].broken : messageOf(error);
        update(file, { state: isBroken ? 'BROKEN' : 'REFUSED', fault });
        throw new Error(fault, { cause: error });
      }
    },
    receive: async (correspondenceId, token) => {
      assertUsable(null);
      const received = await downloadFiles(correspondenceId, {
        ...{ token: await token(), publicUrl, language: language.get() },
      });
      state.set((before) => ({ ...before, received }));
      return received.map(({ sha256 }) => sha256);
    },
    forget: () => state.set(() => ({ sent: [], received: [] })),
  };
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
