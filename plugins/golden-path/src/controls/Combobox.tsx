import { useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { RiArrowDownSLine } from '@remixicon/react';
import { comboboxKey, matchingOptions } from './comboboxKeys';
import type { ComboboxOption } from './comboboxKeys';
import styles from './controls.module.css';

/**
 * A text with suggestions: what is typed is the value, whether it is among
 * them or not.
 */
export function Combobox(props: {
  readonly label: string;
  readonly description?: string;
  readonly placeholder?: string;
  readonly isRequired?: boolean;
  readonly isInvalid?: boolean;
  readonly 'aria-describedby'?: string;
  readonly options: readonly ComboboxOption[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
}) {
  const { value, onChange, isInvalid, options } = props;
  const id = useId();
  const [open, setOpen] = useState(false);
  // Everything is offered until something is typed.
  const [typed, setTyped] = useState(false);
  const [active, setActive] = useState(-1);
  const shown = typed ? matchingOptions(options, value) : options;
  const isOpen = open && shown.length > 0;
  const close = () => {
    setOpen(false);
    setActive(-1);
  };
  const choose = (option: ComboboxOption) => {
    onChange(option.value);
    setTyped(false);
    close();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = comboboxKey(event.key, isOpen, active, shown.length);
    if (!move) return;
    if (move !== 'close' || isOpen) event.preventDefault();
    if (move === 'close') close();
    else if (move === 'choose') {
      const option = shown[active];
      if (option) choose(option);
      else close();
    } else {
      setOpen(true);
      setActive(move.to);
    }
  };

  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {props.label}
        {props.isRequired && <span> (Required)</span>}
      </label>
      {props.description && (
        <div id={`${id}-about`} className={styles.description}>
          {props.description}
        </div>
      )}
      <div className={styles.box}>
        <input
          id={id}
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          placeholder={props.placeholder}
          value={value}
          aria-autocomplete="list"
          aria-expanded={isOpen}
          aria-controls={`${id}-list`}
          aria-activedescendant={
            isOpen && active >= 0 ? `${id}-${active}` : undefined
          }
          aria-required={props.isRequired}
          aria-invalid={isInvalid || undefined}
          aria-describedby={[
            props.description && `${id}-about`,
            props['aria-describedby'],
          ]
            .filter(Boolean)
            .join(' ')}
          onFocus={() => setOpen(true)}
          onClick={() => setOpen(true)}
          onBlur={() => {
            close();
            setTyped(false);
            props.onBlur?.();
          }}
          onKeyDown={onKeyDown}
          onChange={event => {
            setTyped(true);
            setOpen(true);
            setActive(-1);
            onChange(event.target.value.trim());
          }}
        />
        <RiArrowDownSLine size={16} aria-hidden className={styles.arrow} />
        <ul
          id={`${id}-list`}
          role="listbox"
          aria-label={props.label}
          hidden={!isOpen}
          className={styles.list}
        >
          {shown.map((option, index) => (
            // The input has the keys: it keeps the focus.
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events
            <li
              key={option.value}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === active}
              className={styles.option}
              // A blur of the input would close the list before the click.
              onMouseDown={event => event.preventDefault()}
              onClick={() => choose(option)}
            >
              {option.value}
              {option.detail && <span>{option.detail}</span>}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
