import { institutionScopes } from '../access/grants.js';
import { purposes } from '../access/purposes.js';
import { EgressError } from '../platform/egress.js';
import { nearest } from '../platform/nearest.js';
import { callHub, type HubAnswer } from '../start/callHub.js';
import { institutionList } from '../start/institutionList.js';
import type { Command } from './command.js';
import { hubUrl } from './hubUrl.js';
import { listOption, wordsOption } from './listOption.js';
import { UsageError } from './usageError.js';

export const token: Command = {
  words: ['token'],
  summary: 'Print an access token of an institution, from a sandbox hub that runs.',
  details: `The token alone is on standard output, so that a shell can take it:
  curl -H "Authorization: Bearer $(npm run --silent wasl -- token --as MA-COM-0012)" …
It lives five minutes. In production tokens come from POST /oauth/token (docs/tokens.md).`,
  operands: [],
  options: {
    as: { value: 'CODE', help: 'Code of the institution, e.g. MA-COM-0012.', required: true },
    scopes: { value: 'a,b', help: `Some of ${institutionScopes.join(', ')}. All when left out.` },
    functions: {
      value: 'BO,DRH',
      help: 'Codes of functions: their letters alone, and what this client sends. All when left out.',
    },
    purpose: { value: 'P', help: `One of ${purposes.join(', ')}. CORRESPONDENCE when left out.` },
  },
  run: async ({ values, env, print }) => {
    const institution = values['as']!.toUpperCase();
    const scopes = listOption('scopes', values['scopes'], institutionScopes);
    const functions = wordsOption('functions', values['functions']?.toUpperCase());
    const [purpose] = listOption('purpose', values['purpose'], purposes) ?? [];
    const url = hubUrl(env);
    const { status, body } = await ask(url, {
      institution,
      ...(scopes && { scopes }),
      ...(functions && { functions }),
      ...(purpose && { purpose }),
    });
    const answer = body as { access_token?: string; error_description?: string } | null;
    if (answer?.access_token !== undefined) return print(answer.access_token);
    if (status === 404) {
      throw new Error(`The hub at ${url} is no sandbox: there, tokens come from POST /oauth/token (docs/tokens.md).`);
    }
    const codes = institutionList().map(({ code }) => code);
    if (status === 400 && !codes.includes(institution)) {
      throw new UsageError(
        `No institution has the code ${institution}; the nearest is ${nearest(institution, codes)}.`,
      );
    }
    throw new Error(answer?.error_description ?? `The hub at ${url} answered ${status}.`);
  },
};

const ask = async (url: string, body: object): Promise<HubAnswer> => {
  try {
    return await callHub(url, '/sandbox/token', { body });
  } catch (error) {
    if (error instanceof EgressError && error.failure === 'UNREACHABLE') {
      throw new Error(
        `No hub answers at ${url}. Start it with \`npm start\`, or say where it is with PORT or WASL_PUBLIC_URL.`,
        {
          cause: error,
        },
      );
    }
    if (error instanceof SyntaxError) throw new Error(`What answers at ${url} is no hub.`, { cause: error });
    throw error;
  }
};
