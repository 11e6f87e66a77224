import { useContext } from 'react';
import { Identities } from '../sandbox/Identities.js';
import { LanguageChoice } from '../language/LanguageChoice.js';
import { useTexts } from '../language/useTexts.js';
import { SandboxContext } from '../sandbox/createSandbox.js';

export const TopBar = () => {
  const text = useTexts();
  const isSandbox = useContext(SandboxContext) !== null;
  return (
    <header className="wasl-bar">
      <h1 className="wasl-name">
        <span lang="fr">Wasl</span> · <span lang="ar">وصل</span>
        <span className="wasl-mode">{isSandbox ? text.sandbox : text.production}</span>
      </h1>
      {isSandbox && <Identities />}
      <LanguageChoice />
    </header>
  );
};
