import { useStore } from '../useStore.js';
import { chooseLanguage, language } from './language.js';
import { useTexts } from './useTexts.js';

const names = { ar: 'العربية', fr: 'Français', en: 'English' } as const;

export const LanguageChoice = () => {
  const chosen = useStore(language);
  return (
    <div className="wasl-languages" role="group" aria-label={useTexts().language}>
      {(['ar', 'fr', 'en'] as const).map((each) => (
        <button
          key={each}
          type="button"
          lang={each}
          aria-pressed={each === chosen}
          onClick={() => chooseLanguage(each)}
        >
          {names[each]}
        </button>
      ))}
    </div>
  );
};
