import { useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Button } from '@backstage/ui';
import type { Problem } from '@golden-path/backstage-plugin-golden-path-common';
import { evaluate } from '../answers/evaluate';
import type { Wizard } from '../wizard/wizard';
import { chosenResources, withPasted } from './readings';
import type { PasteInto } from './readings';
import { understand } from './understand';
import { UnderstoodList } from './UnderstoodList';
import styles from './paste.module.css';

const HINT = `CREATE TABLE order_items (
  order_id  uuid NOT NULL REFERENCES orders,
  sku       varchar(32) NOT NULL,
  quantity  int DEFAULT 1
);

or a CSV file with its header, a JSON sample,
a JSON Schema`;

/**
 * Source left, what was understood right. Nothing is written before somebody
 * says where it goes.
 */
export function PastePanel(props: {
  readonly wizard: Wizard;
  /** The tab that is open. */
  readonly open: number;
  readonly initial: string;
  readonly onClose: () => void;
  /** Told the tab to show. */
  readonly onDone: (tab: number) => void;
}) {
  const { wizard, open, onClose } = props;
  const { answers, catalogue } = wizard;
  const [text, setText] = useState(props.initial);
  const [others, setOthers] = useState<ReadonlySet<string>>(new Set());
  const ref = useRef<HTMLTextAreaElement>(null);
  useEffect(() => ref.current?.focus(), []);
  const names = answers.resources.map(({ name }) => name);
  const pasted = useMemo(
    () => understand(text, names),
    // Names as one value: the list is made anew on each render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [text, names.join()],
  );
  const resources = pasted?.resources ?? [];
  const target = answers.resources[open];
  const isNamed = resources.every(({ name }) => name !== undefined);
  const chosen = chosenResources(
    resources,
    others,
    isNamed ? 'item' : target?.name ?? 'item',
  );
  const ways = waysOf(chosen, isNamed, names, target?.name);
  const [primary] = ways;
  const problems = useMemo(
    () =>
      primary && chosen.length > 0
        ? evaluate(catalogue, withPasted(answers, chosen, primary.into, open))
            .problems
        : [],
    // What is chosen follows from the text and the readings.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [catalogue, answers, text, others, open],
  );
  const problemsOf = (name: string) => {
    const next =
      primary && withPasted(answers, chosen, primary.into, open).resources;
    const at = next?.findIndex(each => each.name === name) ?? -1;
    const found = problems.flatMap((problem): [string, Problem][] => {
      const [, resource, , row] = problem.path;
      const field = next?.[at]?.fields[Number(row)]?.name;
      return resource === at && field ? [[field, problem]] : [];
    });
    return new Map(found);
  };
  const turn = (key: string) => {
    const next = new Set(others);
    if (!next.delete(key)) next.add(key);
    setOthers(next);
  };
  const write = (into: PasteInto) => {
    const next = withPasted(answers, chosen, into, open);
    wizard.change(next, `Pasted ${pasted?.format}`);
    const name = chosen[0]?.name;
    const tab = next.resources.findIndex(each => each.name === name);
    props.onDone(into.endsWith('fields') ? open : Math.max(tab, 0));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
  };

  return (
    // Keys come up from the controls inside; the section itself takes no focus.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section className={styles.panel} aria-label="Paste" onKeyDown={onKeyDown}>
      <div className={styles.head}>
        <strong>Paste</strong>
        <span className={styles.second} role="status">
          {pasted
            ? summaryOf(pasted.format, chosen.length)
            : 'SQL, CSV or JSON'}
        </span>
        <span className={styles.actions}>
          <Button size="small" variant="tertiary" onPress={onClose}>
            Discard
          </Button>
          {ways.map(({ into, label }, index) => (
            <Button
              key={into}
              size="small"
              variant={index === 0 ? 'primary' : 'secondary'}
              isDisabled={chosen.every(({ fields }) => fields.length === 0)}
              onPress={() => write(into)}
            >
              {label}
            </Button>
          ))}
        </span>
      </div>
      <div className={styles.columns}>
        <textarea
          ref={ref}
          aria-label="Text to paste"
          placeholder={HINT}
          value={text}
          spellCheck={false}
          onChange={event => {
            setText(event.target.value);
            setOthers(new Set());
          }}
        />
        <div className={styles.result} aria-live="polite">
          {pasted?.faults.map(({ line, message }) => (
            <p key={`${line} ${message}`} className={styles.problem}>
              Line {line}: {message}
            </p>
          ))}
          {!pasted && (
            <p className={styles.second}>
              What is understood stands here first; nothing is written before
              you add it.
            </p>
          )}
          {resources.map((resource, at) => (
            <UnderstoodList
              key={at}
              at={at}
              resource={resource}
              name={chosen[at]?.name ?? ''}
              others={others}
              onTurn={turn}
              problems={problemsOf(chosen[at]?.name ?? '')}
            />
          ))}
        </div>
      </div>
    </section>
  );
}

interface Way {
  readonly into: PasteInto;
  readonly label: string;
}

/** Where it can go, the likeliest first. */
function waysOf(
  chosen: readonly { readonly name: string }[],
  isNamed: boolean,
  names: readonly string[],
  open: string | undefined,
): Way[] {
  const [first, ...others] = chosen;
  if (!first) return [];
  if (!isNamed) {
    return [
      { into: 'replace-fields', label: `Replace fields of ${open}` },
      { into: 'add-fields', label: `Add to ${open}` },
    ];
  }
  const isThere = names.includes(first.name);
  const one = `${isThere ? 'Replace' : 'Add as'} ${first.name}`;
  const many = `Add ${chosen.length} resources`;
  return [
    { into: 'add', label: others.length > 0 ? many : one },
    { into: 'replace-all', label: 'Replace all' },
  ];
}

function summaryOf(format: string, count: number): string {
  if (count === 0) return format;
  return `${format}, ${count === 1 ? '1 resource' : `${count} resources`}`;
}
