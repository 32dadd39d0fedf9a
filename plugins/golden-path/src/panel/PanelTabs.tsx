import { useRef } from 'react';
import type { KeyboardEvent } from 'react';
import styles from './panel.module.css';

/** Tabs of the panel; arrows walk, as tabs do. */
export function PanelTabs<T extends string>({
  tabs,
  value,
  onChange,
}: {
  readonly tabs: readonly (readonly [T, string])[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}) {
  const ref = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const at = tabs.findIndex(([id]) => id === value);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (!next) return;
    event.preventDefault();
    onChange(next[0]);
    ref.current
      ?.querySelector<HTMLElement>(`#golden-path-tab-${next[0]}`)
      ?.focus();
  };
  return (
    <div ref={ref} role="tablist" aria-label="What comes out">
      {tabs.map(([id, label]) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`golden-path-tab-${id}`}
          aria-controls={id === value ? `golden-path-panel-${id}` : undefined}
          aria-selected={id === value}
          tabIndex={id === value ? 0 : -1}
          className={styles.tab}
          style={{ marginInlineEnd: 14 }}
          onClick={() => onChange(id)}
          onKeyDown={onKeyDown}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
