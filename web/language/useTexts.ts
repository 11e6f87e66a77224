import { useStore } from '../useStore.js';
import { language } from './language.js';
import { texts, type Texts } from './texts.js';

export const useTexts = (): Texts => texts[useStore(language)];
