import { hubAddress } from './hub/hubAddress.js';

/** Tells Monaco where its workers are. It asks by label before the first editor is made. */
export const startWorkers = (files: Readonly<Record<string, string>>): void => {
  Object.assign(globalThis, {
    MonacoEnvironment: {
      getWorker: (_: unknown, label: string): Worker => {
        const name = label in files ? label : 'editor';
        return new Worker(hubAddress(`graphiql/assets/${files[name]}`), { type: 'module', name });
      },
    },
  });
};
