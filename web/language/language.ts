import { createStore, type Store } from '../createStore.js';
import type { Language } from './texts.js';

const key = 'wasl:language';
const languages: readonly string[] = ['ar', 'fr', 'en'] satisfies Language[];

const isLanguage = (text: string | null): text is Language => text !== null && languages.includes(text);

/** The page's language: as chosen here before, else as the hub served the page, which follows the browser's own choice. */
export const language: Store<Language> = createStore<Language>('fr');

export const startLanguage = (): void => {
  const html = document.documentElement;
  const stored = localStorage.getItem(key);
  language.subscribe(() => {
    html.lang = language.get();
    html.dir = language.get() === 'ar' ? 'rtl' : 'ltr';
  });
  language.set(() => (isLanguage(stored) ? stored : isLanguage(html.lang) ? html.lang : 'fr'));
};

export const chooseLanguage = (chosen: Language): void => {
  localStorage.setItem(key, chosen);
  language.set(() => chosen);
};
