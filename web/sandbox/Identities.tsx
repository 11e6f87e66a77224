import { useEffect } from 'react';
import { useTexts } from '../language/useTexts.js';
import { language } from '../language/language.js';
import { useStore } from '../useStore.js';
import { useSandbox } from './createSandbox.js';
import { IdentityCard } from './IdentityCard.js';
import { findInstitution } from './institutions.js';

/** The two sides of the exchange. */
export const Identities = () => {
  const text = useTexts();
  const { exchange } = useSandbox();
  const { identities } = useStore(exchange.state);
  useEffect(() => {
    // names are looked up once; a hub that does not answer leaves the codes
    for (const role of ['SENDER', 'RECIPIENT'] as const) {
      const { code, name } = exchange.state.get().identities[role];
      if (name.fr !== null || name.ar !== null) continue;
      findInstitution(code, language.get()).then(
        (found) => found !== null && exchange.choose(role, found),
        () => {},
      );
    }
  }, [exchange]);
  return (
    <div className="wasl-identities" role="group" aria-label={text.identities}>
      <IdentityCard role="SENDER" />
      <IdentityCard role="RECIPIENT" />
      {identities.SENDER.code === identities.RECIPIENT.code && (
        <p className="wasl-warning" role="alert">
          {text.sameTwice}
        </p>
      )}
    </div>
  );
};
