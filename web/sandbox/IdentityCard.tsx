import { useState } from 'react';
import type { Role } from '../exchange/steps.js';
import { roleMarks } from '../exchange/roleMarks.js';
import { useActiveTab } from '../exchange/useActiveTab.js';
import { useTexts } from '../language/useTexts.js';
import { useStore } from '../useStore.js';
import { withToken } from './authorization.js';
import { useSandbox } from './createSandbox.js';
import { InstitutionName } from './InstitutionName.js';
import { InstitutionPicker } from './InstitutionPicker.js';

/** One side: who it is, whether it acts in the tab in front, and how to choose another. */
export const IdentityCard = ({ role }: { readonly role: Role }) => {
  const text = useTexts();
  const { exchange, tokens } = useSandbox();
  const identity = useStore(exchange.state).identities[role];
  const tab = useActiveTab();
  const [isPicking, setPicking] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const isActing = tab.role === role;
  const label = role === 'SENDER' ? text.sender : text.recipient;

  const actHere = async (): Promise<void> => {
    exchange.actIn(tab.id, role);
    try {
      const headers = withToken(tab.headerEditor?.getValue() ?? '', await tokens.tokenFor(identity.code));
      if (headers !== null) tab.headerEditor?.setValue(headers);
      setFault(null);
    } catch {
      setFault(text.tokenFailed);
    }
  };

  return (
    <section
      className="wasl-identity"
      data-role={role}
      data-acting={isActing}
      aria-label={label}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setPicking(false);
      }}
    >
      <button
        type="button"
        className="wasl-act"
        aria-pressed={isActing}
        title={text.actHere}
        onClick={() => void actHere()}
      >
        <span className="wasl-mark" aria-hidden="true">
          {roleMarks[role]}
        </span>
        <span className="wasl-who">
          <span className="wasl-role">
            {label}
            {isActing && <span className="wasl-acting"> · {text.actsHere}</span>}
          </span>
          <InstitutionName institution={identity} />
        </span>
      </button>
      <button
        type="button"
        className="wasl-choose"
        aria-expanded={isPicking}
        aria-label={`${label}: ${text.choose}`}
        title={text.choose}
        onClick={() => setPicking(!isPicking)}
      >
        ▾
      </button>
      {isPicking && (
        <InstitutionPicker
          label={`${label}: ${text.search}`}
          onPick={(institution) => {
            exchange.choose(role, institution);
            setPicking(false);
          }}
          onLeave={() => setPicking(false)}
        />
      )}
      {fault !== null && (
        <p className="wasl-warning" role="alert">
          {fault}
        </p>
      )}
    </section>
  );
};
