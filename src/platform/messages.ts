import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { projectFile } from './paths.js';

export type Language = 'ar' | 'fr' | 'en';

const text = z.string().min(1);
const texts: ReadonlyMap<string, Readonly<Record<Language, string>>> = new Map(
  Object.entries(
    z
      .record(z.string().regex(/^[A-Z]+(?:_[A-Z]+)*$/), z.strictObject({ ar: text, fr: text, en: text }))
      .parse(JSON.parse(readFileSync(projectFile('data', 'messages.json'), 'utf8'))),
  ),
);

/** Every code that `message` knows. */
export const messageCodes: readonly string[] = [...texts.keys()];

/**
 * The text for people that goes with a user error or warning. Throws on an unknown code or a missing value: both are
 * bugs of the caller.
 */
export const message = (
  language: Language,
  code: string,
  values: Readonly<Record<string, string | number>> = {},
): string => {
  const translations = texts.get(code);
  if (translations === undefined) throw new Error(`no message for the code ${code}`);
  return translations[language].replace(/\{(\w+)\}/g, (_, name: string) => {
    if (!Object.hasOwn(values, name)) throw new Error(`the message ${code} needs a value for {${name}}`);
    const value = String(values[name]);
    // Isolated, so that a title or number in Latin letters does not reorder the Arabic sentence around it.
    return language === 'ar' ? `\u2068${value}\u2069` : value;
  });
};

/** The same text with its places left open, for a page that speaks of the code and not of one call. Null: no such code. */
export const messageTemplate = (language: Language, code: string): string | null =>
  texts.get(code)?.[language].replace(/\{\w+\}/g, '…') ?? null;

/** The best of our languages for an `Accept-Language` header (RFC 9110, 12.5.4); French when it names none of them. */
export const languageOf = (acceptLanguage: string | undefined): Language => {
  const ranges = (acceptLanguage ?? '').split(',').map(parseRange);
  const qualityOf = (language: Language): number => {
    const named = ranges.filter((range) => range.language === language).map((range) => range.quality);
    // A language that is named is not also taken from the wildcard (RFC 4647).
    return named.length > 0 ? Math.max(...named) : (ranges.find((range) => range.language === '*')?.quality ?? 0);
  };
  const firstNamed = (language: Language): number => {
    const index = ranges.findIndex((range) => range.language === language);
    return index === -1 ? ranges.length : index;
  };
  const [best] = languages
    .filter((language) => qualityOf(language) > 0)
    .sort((one, other) => qualityOf(other) - qualityOf(one) || firstNamed(one) - firstNamed(other));
  return best ?? 'fr';
};

// French first: a wildcard alone takes the default.
const languages: readonly Language[] = ['fr', 'ar', 'en'];

type Range = { readonly language: string; readonly quality: number };

const parseRange = (range: string): Range => {
  const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice('q='.length) ?? '1';
  const quality = /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(weight) ? Number(weight) : 0;
  return { language: tag.split('-')[0] ?? '', quality };
};
