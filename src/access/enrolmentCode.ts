import { createHash, randomBytes } from 'node:crypto';
import { sql, toQuery } from '../platform/sql.js';
import { institutionScopes, operatorScopes } from './grants.js';
import type { OwnerClient } from './ownerClient.js';
import { isPurpose } from './purposes.js';

export type EnrolmentGrant = {
  /** Null: for an operator of the hub. */
  readonly institutionCode: string | null;
  /** All that an institution, or an operator, can be granted when left out. */
  readonly scopes?: readonly string[];
  readonly purposes?: readonly string[];
  /** Codes of functions of the institution: the client has their letters alone, and what it sends itself. All when left out. */
  readonly functions?: readonly string[];
  readonly validHours?: number;
};

export type EnrolmentCode = {
  /** 128 random bits in groups, to be read out or typed; the hub keeps its digest alone. */
  readonly code: string;
  readonly expiresAt: string;
};

const defaultHours = 72;
const longestHours = 24 * 30;
const defaultPurposes = ['CORRESPONDENCE'];

/** A one-time code for one client. Throws when the institution, a scope, a purpose or a function does not exist or cannot be granted. */
export const createEnrolmentCode = async (owner: OwnerClient, grant: EnrolmentGrant): Promise<EnrolmentCode> => {
  const { institutionCode, validHours = defaultHours } = grant;
  const grantable = institutionCode === null ? operatorScopes : institutionScopes;
  const scopes = grant.scopes ?? grantable;
  const purposes = grant.purposes ?? (institutionCode === null ? [] : defaultPurposes);
  const foreign = [
    ...scopes.filter((scope) => !grantable.includes(scope)),
    ...purposes.filter((purpose) => !isPurpose(purpose)),
  ];
  if (foreign.length > 0) throw new Error(`Cannot be granted: ${foreign.join(', ')}.`);
  if (scopes.length === 0) throw new Error('Grant at least one scope.');
  if (institutionCode !== null && purposes.length === 0) throw new Error('Grant at least one purpose.');
  if (!(validHours > 0 && validHours <= longestHours))
    throw new Error(`A code is valid for up to ${longestHours} hours.`);
  const institutionId = institutionCode === null ? null : await findOpenInstitution(owner, institutionCode);
  const functions = grant.functions ?? null;
  if (functions !== null) await checkFunctions(owner, institutionId, functions);
  const code = encodeCode(randomBytes(16));
  const { rows } = await owner.query<{ expires_at: string }>(
    toQuery(sql`
      insert into access.enrolment (code_sha256, institution_id, scopes, purposes, functions, expires_at)
      values (
        ${digestOfCode(code)}::bytea, ${institutionId}::uuid, ${scopes}::text[], ${purposes}::text[],
        ${functions}::text[], clock_timestamp() + make_interval(secs => ${validHours * 3600}))
      returning to_char(expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as expires_at`),
  );
  return { code, expiresAt: rows[0]!.expires_at };
};

/** SHA-256 of a code in its plain spelling: hyphens, spaces, case and look-alike letters do not matter. */
export const digestOfCode = (code: string): Buffer =>
  createHash('sha256')
    .update(code.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1'))
    .digest();

const findOpenInstitution = async (owner: OwnerClient, code: string): Promise<string> => {
  const { rows } = await owner.query<{ id: string; status: string }>(
    toQuery(sql`select id, status from directory.institution where code = ${code}`),
  );
  const institution = rows[0];
  if (institution === undefined) throw new Error(`No institution has the code ${code}.`);
  if (institution.status === 'CLOSED') throw new Error(`The institution ${code} is closed.`);
  return institution.id;
};

const checkFunctions = async (
  owner: OwnerClient,
  institutionId: string | null,
  functions: readonly string[],
): Promise<void> => {
  if (functions.length === 0) throw new Error('Name at least one function.');
  const known = institutionId === null ? [] : await listFunctions(owner, institutionId);
  const foreign = functions.filter((code) => !known.includes(code));
  if (foreign.length > 0) throw new Error(`No such function there: ${foreign.join(', ')}.`);
};

/** Codes of the functions of an institution; a letter without one goes to its registry office, which every one has. */
export const listFunctions = async (owner: OwnerClient, institutionId: string): Promise<readonly string[]> => {
  const { rows } = await owner.query<{ code: string }>(
    toQuery(sql`
      select code from directory.function_address where institution_id = ${institutionId}
       union select 'BO'
       order by 1`),
  );
  return rows.map(({ code }) => code);
};

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Crockford's base 32: 26 digits, of which the last group has six. */
const encodeCode = (bytes: Buffer): string => {
  let rest = BigInt(`0x${bytes.toString('hex')}`);
  let digits = '';
  for (let at = 0; at < 26; at += 1) {
    digits = alphabet[Number(rest % 32n)]! + digits;
    rest /= 32n;
  }
  return digits.replace(/^(.{5})(.{5})(.{5})(.{5})(.{6})$/, '$1-$2-$3-$4-$5');
};
