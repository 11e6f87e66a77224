/**
 * What is the same in every list and every mutation is said once, here, and stands in the public schema wherever the SDL of a
 * subgraph says nothing itself.
 */
export const standingTypeDescription = (type: string, mutations: ReadonlySet<string>): string | undefined => {
  if (type in rootDescriptions) return rootDescriptions[type];
  const named = /^(\w+?)(Connection|Edge|Payload|Input|Error|ErrorCode)$/.exec(type);
  if (named === null) return undefined;
  const [, subject = '', kind = ''] = named;
  if (kind === 'Connection') return 'A page of a list.';
  if (kind === 'Edge') return 'One place in a list.';
  const mutation = `${subject.charAt(0).toLowerCase()}${subject.slice(1)}`;
  return mutations.has(mutation) ? actDescriptions[kind]?.(mutation) : undefined;
};

const rootDescriptions: Readonly<Record<string, string>> = {
  Query: 'What can be read. A list is read by pages; reading one is not retrieval of a letter.',
  Mutation:
    'Acts. Each is done as a whole or not at all, and under its idempotency key a repetition is harmless; uploads go on without one. A first letter takes `documentUploadStart`, `documentUploadFinalize` and `correspondenceDeposit` by its sender, then `correspondenceRetrieve`, `correspondenceRegisterArrival` and `correspondenceAcknowledge` by its recipient.',
};

const actDescriptions: Readonly<Record<string, (mutation: string) => string>> = {
  Payload: (mutation) => `What \`${mutation}\` came to.`,
  Input: (mutation) => `What \`${mutation}\` takes.`,
  Error: (mutation) => `A fault that \`${mutation}\` found and the caller can repair.`,
  ErrorCode: (mutation) => `The faults of \`${mutation}\`, for programs. New values may be added.`,
};

export const standingFieldDescription = (type: string, field: string): string | undefined =>
  Object.entries(fieldDescriptions).find(([suffix]) => type.endsWith(suffix))?.[1][field];

const fieldDescriptions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Connection: {
    edges: 'The items of the page, each with its cursor.',
    nodes: 'The items of the page, without cursors.',
    pageInfo: 'Whether there is more, and from where to go on.',
  },
  Edge: { cursor: 'Give it back as `after` to go on behind this item.', node: 'The item itself.' },
  Payload: {
    correspondence: 'The letter as it now is. Null when nothing was done.',
    document: 'The document. Null when nothing was done.',
    evidence: 'The signed evidence of what was done. Null when nothing was.',
    register: 'The register as it now is. Null when nothing was done.',
    registerEntry: 'The line of the register as it now is. Null when nothing was done.',
    replayed: 'True when this key was used before: everything here is the first answer, word for word.',
    userErrors: 'Every fault that the caller can repair. Empty when all went well.',
  },
  Error: { code: 'Which fault it is, for programs.' },
  Input: {
    correspondenceId: 'The letter.',
    idempotencyKey:
      '1 to 128 characters, chosen by you, one for each act: a repetition with the same content gets the first answer.',
    registerEntryId: 'The line of the register.',
  },
};

export const standingArgumentDescription = (argument: string): string | undefined => argumentDescriptions[argument];

const argumentDescriptions: Readonly<Record<string, string>> = {
  after: 'The `endCursor` of the page before; left out, the first page.',
  code: 'Its code, whole.',
  direction: 'In which register: arrivals, departures or internal mail.',
  filter: 'Which of them; left out, all.',
  first: 'How many at most, from 1 to 100.',
  id: 'Its global id.',
  input: 'What the act is to do.',
  languages: 'The languages, the one preferred first.',
  number: 'As it is printed on the letter.',
  search: 'Words to look for, at most 200 characters; left out, all.',
  series: 'In which series of it.',
  types: 'Events of these types alone; left out, all.',
  year: 'Of which year.',
};
