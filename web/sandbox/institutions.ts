import { askHub, dataOf } from '../hub/askHub.js';
import type { Language } from '../language/texts.js';

export type Institution = {
  readonly id: string;
  readonly code: string;
  readonly name: { readonly fr: string | null; readonly ar: string | null };
  readonly reachability: { readonly channel: string } | null;
};

const fields = 'id code name { fr ar } reachability { channel }';

/** The public directory, which knows accents and Arabic letter forms; nobody needs a token for it. */
export const searchInstitutions = async (search: string, language: Language): Promise<readonly Institution[]> => {
  const query = `query Search($search: String) { institutions(search: $search, first: 12) { nodes { ${fields} } } }`;
  const variables = { search: search.trim() === '' ? null : search.trim() };
  const { answer } = await askHub<{ institutions: { nodes: readonly Institution[] } | null }>(
    { query, variables },
    { language },
  );
  return dataOf(answer).institutions?.nodes ?? [];
};

/** Null: no institution has this code. */
export const findInstitution = async (code: string, language: Language): Promise<Institution | null> => {
  const query = `query Institution($code: String!) { institution(code: $code) { ${fields} } }`;
  const { answer } = await askHub<{ institution: Institution | null }>({ query, variables: { code } }, { language });
  return dataOf(answer).institution;
};
