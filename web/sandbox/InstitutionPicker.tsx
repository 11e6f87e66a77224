import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { language } from '../language/language.js';
import { useTexts } from '../language/useTexts.js';
import { useStore } from '../useStore.js';
import { InstitutionName } from './InstitutionName.js';
import { searchInstitutions, type Institution } from './institutions.js';

type Props = {
  readonly label: string;
  readonly onPick: (institution: Institution) => void;
  readonly onLeave: () => void;
};

type Found =
  { readonly state: 'SEARCHING' | 'FAILED' } | { readonly state: 'FOUND'; readonly list: readonly Institution[] };

const pauseMs = 150;

/** A search over the public directory: type, choose with the arrow keys or a click. */
export const InstitutionPicker = ({ label, onPick, onLeave }: Props) => {
  const text = useTexts();
  const listId = useId();
  const [search, setSearch] = useState('');
  const [at, setAt] = useState(0);
  const found = useSearch(search);
  const list = found.state === 'FOUND' ? found.list : [];
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = list[at];
    if (event.key === 'Escape') onLeave();
    else if (event.key === 'Enter' && chosen !== undefined) onPick(chosen);
    else if (step !== undefined && list.length > 0) setAt((at + step + list.length) % list.length);
    else return;
    event.preventDefault();
  };

  return (
    <div className="wasl-picker">
      <input
        ref={input}
        type="search"
        role="combobox"
        dir="auto"
        aria-label={label}
        aria-expanded={list.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={list[at] === undefined ? undefined : `${listId}-${at}`}
        placeholder={text.searchHint}
        value={search}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setSearch(event.target.value);
          setAt(0);
        }}
      />
      <ul
        id={listId}
        role="listbox"
        aria-label={label}
        aria-busy={found.state === 'SEARCHING'}
        // a click must not take the focus away before it has chosen
        onMouseDown={(event) => event.preventDefault()}
      >
        {list.map((institution, each) => (
          <li
            key={institution.id}
            id={`${listId}-${each}`}
            role="option"
            aria-selected={each === at}
            onMouseEnter={() => setAt(each)}
            onClick={() => onPick(institution)}
          >
            <InstitutionName institution={institution} />
            {institution.reachability?.channel === 'NOT_CONNECTED' && <small>⚠ {text.notConnected}</small>}
          </li>
        ))}
      </ul>
      <p role="status">
        {found.state === 'FAILED' && text.searchFailed}
        {found.state === 'FOUND' && list.length === 0 && text.noneFound}
      </p>
    </div>
  );
};

/** What the directory answers to the text as it is typed; the last question counts. */
const useSearch = (search: string): Found => {
  const chosen = useStore(language);
  const [found, setFound] = useState<Found>({ state: 'SEARCHING' });
  useEffect(() => {
    let isLeft = false;
    const show = (next: Found): void => {
      if (!isLeft) setFound(next);
    };
    const timer = setTimeout(() => {
      searchInstitutions(search, chosen).then(
        (list) => show({ state: 'FOUND', list }),
        () => show({ state: 'FAILED' }),
      );
    }, pauseMs);
    return () => {
      isLeft = true;
      clearTimeout(timer);
    };
  }, [search, chosen]);
  return found;
};
