import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiArrowDownSLine, RiCheckLine, RiCloseLine } from '@remixicon/react';
import styles from './chrome.module.css';

/** One choice of a menu. @public */
export interface Choice<T extends string> {
  value: T;
  label: string;
}

const labelsOf = <T extends string>(
  choices: readonly Choice<T>[],
  values: readonly T[],
) =>
  choices
    .filter(({ value }) => values.includes(value))
    .map(({ label }) => label)
    .join(', ');

const SUMMARY_VALUES = 2;

/** The chosen values, or how many there are. */
const summaryOf = <T extends string>(
  choices: readonly Choice<T>[],
  values: readonly T[],
) =>
  values.length > SUMMARY_VALUES
    ? `${values.length} chosen`
    : labelsOf(choices, values);

function Check({ shown }: { shown: boolean }) {
  return <RiCheckLine aria-hidden visibility={shown ? undefined : 'hidden'} />;
}

/** A toolbar menu of which one value is chosen, shown beside its name. @public */
export function ChoiceMenu<T extends string>({
  name,
  choices,
  value,
  onChange,
}: {
  name: string;
  choices: readonly Choice<T>[];
  value: T;
  onChange(value: T): void;
}) {
  return (
    <MenuTrigger>
      <Button
        className={styles.control}
        size="small"
        variant="secondary"
        iconEnd={<RiArrowDownSLine aria-hidden />}
      >
        <span className={styles.quiet}>{name}</span>{' '}
        {labelsOf(choices, [value])}
      </Button>
      <Menu
        aria-label={name}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[value]}
        onAction={key => {
          const chosen = choices.find(choice => choice.value === key);
          if (chosen) onChange(chosen.value);
        }}
      >
        {choices.map(choice => (
          <MenuItem
            key={choice.value}
            id={choice.value}
            iconStart={<Check shown={choice.value === value} />}
          >
            {choice.label}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
}

/** A toolbar menu of which several values may be chosen; filled, with a cross, while it filters. @public */
export function FilterMenu<T extends string>({
  name,
  choices,
  values,
  openAtFirst = false,
  onChange,
}: {
  name: string;
  choices: readonly Choice<T>[];
  values: readonly T[];
  /** For a filter that has just been asked for. */
  openAtFirst?: boolean;
  onChange(values: T[]): void;
}) {
  const active = values.length > 0;
  return (
    <span className={styles.filter} data-active={active}>
      <MenuTrigger defaultOpen={openAtFirst}>
        <Button
          className={styles.control}
          size="small"
          variant="secondary"
          iconEnd={active ? undefined : <RiArrowDownSLine aria-hidden />}
        >
          <span className={active ? undefined : styles.quiet}>{name}</span>{' '}
          {summaryOf(choices, values)}
        </Button>
        <Menu
          aria-label={name}
          maxHeight="320px"
          selectionMode="multiple"
          selectedKeys={values}
          onSelectionChange={keys =>
            onChange(
              choices
                .map(({ value }) => value)
                .filter(value => keys === 'all' || keys.has(value)),
            )
          }
        >
          {choices.map(choice => (
            <MenuItem
              key={choice.value}
              id={choice.value}
              iconStart={<Check shown={values.includes(choice.value)} />}
            >
              {choice.label}
            </MenuItem>
          ))}
        </Menu>
      </MenuTrigger>
      {active && (
        <button
          type="button"
          className={styles.clear}
          aria-label={`Clear ${name.toLocaleLowerCase('en')} filter`}
          onClick={() => onChange([])}
        >
          <RiCloseLine size={14} aria-hidden />
        </button>
      )}
    </span>
  );
}
