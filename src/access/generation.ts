export type GenerationKind = 'directory' | 'clients' | 'keys';

/** The announced number of a kind, which changes with the thing; null when nothing was heard for a second. */
export type Generation = (kind: GenerationKind) => number | null;

/** When something was read, and under which numbers. */
export type Confirmation = { readonly atMs: number; readonly numbers: readonly (number | null)[] };

/** What is not confirmed by its numbers is believed for this long. */
const unconfirmedMs = 1_000;

/** Taken before the reading begins, so that a change meanwhile counts. */
export const confirmationOf = (generation: Generation | undefined, kinds: readonly GenerationKind[]): Confirmation => ({
  atMs: performance.now(),
  numbers: kinds.map((kind) => generation?.(kind) ?? null),
});

/** True while what was read then may still decide. */
export const isConfirmed = (
  confirmation: Confirmation,
  generation: Generation | undefined,
  kinds: readonly GenerationKind[],
): boolean => {
  const numbers = kinds.map((kind) => generation?.(kind) ?? null);
  if (numbers.some((number, at) => number !== null && number !== confirmation.numbers[at])) return false;
  return !numbers.includes(null) || performance.now() - confirmation.atMs < unconfirmedMs;
};
