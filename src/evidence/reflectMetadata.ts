/** The metadata calls of class decorators, which `@peculiar/x509` expects to find before it is loaded. */
type Metadata = {
  defineMetadata?: (key: unknown, value: unknown, target: object) => void;
  getOwnMetadata?: (key: unknown, target: object) => unknown;
  getMetadata?: (key: unknown, target: object) => unknown;
};

const kept = new WeakMap<object, Map<unknown, unknown>>();

const getOwnMetadata = (key: unknown, target: object): unknown => kept.get(target)?.get(key);

const getMetadata = (key: unknown, target: object): unknown => {
  for (let at: object | null = target; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    if (kept.get(at)?.has(key)) return getOwnMetadata(key, at);
  }
  return undefined;
};

const defineMetadata = (key: unknown, value: unknown, target: object): void => {
  const known = kept.get(target) ?? new Map<unknown, unknown>();
  kept.set(target, known.set(key, value));
};

const reflect = Reflect as Metadata;
if (reflect.getMetadata === undefined) Object.assign(reflect, { defineMetadata, getOwnMetadata, getMetadata });

export {};
