import type { Sandbox } from '../sandbox/createSandbox.js';
import { findInstitution } from '../sandbox/institutions.js';
import { sampleLetter } from '../files/sampleLetter.js';
import { language } from '../language/language.js';
import { texts } from '../language/texts.js';
import type { Step } from './steps.js';

export type Variables = Readonly<Record<string, unknown>>;

/**
 * Does what a step needs beside GraphQL, where its variables still lack it: looks up the addressee, uploads a letter, or
 * downloads the files to confirm. Answers the variables with the gaps filled.
 */
export const prepareStep = async (
  { exchange, files }: Sandbox,
  step: Step,
  variables: Variables,
  { by, token }: { readonly by: string; readonly token: () => Promise<string> },
): Promise<Variables> => {
  const { values } = exchange.state.get();
  const lacks = (name: string): boolean => variables[name] == null;
  if (step.id === 'DEPOSIT' && lacks('recipientId') && values.recipientId === null) {
    const found = await findInstitution(values.recipientCode, language.get());
    if (found !== null) exchange.learn({ recipientId: found.id });
  }
  if (step.id === 'DEPOSIT' && lacks('documentId') && values.documentId === null) {
    const letter = sampleLetter(texts[language.get()].sampleFile);
    exchange.learn({ documentId: await files.upload(letter, by, token) });
  }
  if (step.id === 'RETRIEVE' && lacks('sha256') && values.sha256 === null && values.correspondenceId !== null) {
    exchange.learn({ sha256: await files.receive(values.correspondenceId, token) });
  }
  const known = step.variables(exchange.state.get().values);
  const gaps = Object.entries(known).filter(([name]) => lacks(name));
  return { ...variables, ...Object.fromEntries(gaps) };
};
