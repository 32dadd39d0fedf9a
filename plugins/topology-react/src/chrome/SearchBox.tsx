import {
  forwardRef,
  type KeyboardEvent,
  useId,
  useMemo,
  useState,
} from 'react';
import { RiSearchLine } from '@remixicon/react';
import type { SearchHit } from '../state/search';
import styles from './chrome.module.css';

const SHOWN_HITS = 8;

/** Finds nodes by name: matches stand out at once, the arrow keys choose, Enter goes there. */
export const SearchBox = forwardRef<
  HTMLInputElement,
  {
    text: string;
    hits: readonly SearchHit[];
    onText(text: string): void;
    onChoose(id: string): void;
  }
>(function SearchCombobox({ text, hits, onText, onChoose }, ref) {
  const listId = useId();
  const [at, setAt] = useState(0);
  const shown = useMemo(() => hits.slice(0, SHOWN_HITS), [hits]);
  const open = text !== '';
  const active = Math.min(at, shown.length - 1);

  const choose = (hit: SearchHit | undefined) => {
    if (!hit) return;
    onChoose(hit.id);
    onText('');
    setAt(0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt((active + 1) % shown.length);
    else if (event.key === 'ArrowUp') {
      setAt((active - 1 + shown.length) % shown.length);
    } else if (event.key === 'Enter') choose(shown[active]);
    else if (event.key === 'Escape' && open) onText('');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.search}>
      <RiSearchLine size={14} aria-hidden />
      <input
        ref={ref}
        type="text"
        role="combobox"
        aria-label="Find in graph"
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={
          open && shown.length > 0 ? `${listId}-${active}` : undefined
        }
        aria-keyshortcuts="/"
        placeholder="Find in graph"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={event => {
          setAt(0);
          onText(event.target.value);
        }}
        onKeyDown={onKeyDown}
      />
      {!open && <kbd aria-hidden>/</kbd>}
      <ul
        id={listId}
        role="listbox"
        aria-label="Matches"
        className={styles.hits}
        hidden={!open}
      >
        {shown.map((hit, index) => (
          // the keys are those of the field, which keeps the focus
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events
          <li
            key={hit.id}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === active}
            onMouseDown={event => event.preventDefault()}
            onClick={() => choose(hit)}
          >
            <span>{hit.name}</span>
            <span className={styles.quiet}>{hit.detail}</span>
          </li>
        ))}
        {open && shown.length === 0 && (
          <li role="option" aria-selected={false} aria-disabled>
            Nothing is named like this
          </li>
        )}
      </ul>
    </div>
  );
});
