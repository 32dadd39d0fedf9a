import { type ReactNode, type Ref, useId } from 'react';
import { Button, ButtonIcon, ButtonLink, Link } from '@backstage/ui';
import { RiCloseLine, RiLink } from '@remixicon/react';
import type { Topology } from '@golden-path/backstage-plugin-topology-common';
import { nameOfRef } from '../state/words';
import type { PanelSubject } from './subject';
import { ShapeIcon } from '../canvas/ShapeIcon';
import { ImpactSection } from './ImpactSection';
import { NeighbourList } from './NeighbourList';
import { ObservedFigures } from './ObservedFigures';
import { PathsSection } from './PathsSection';
import styles from './panel.module.css';

/** A link that belongs to a node: repository, runbook, dashboard. @public */
export interface TopologyLink {
  title: string;
  url: string;
}

/** What the panel can do. */
export interface PanelProps {
  subject: PanelSubject;
  panelRef: Ref<HTMLElement>;
  hrefFor(id: string): string | undefined;
  links: readonly TopologyLink[];
  topology: Topology;
  /** When calls were looked at, if they are observed. */
  window: { from: string; to: string } | undefined;
  /** The node or box that callers and callees stand out of. */
  focused: string | undefined;
  /** With `focused`: where the paths that stand out lead to. */
  pathTo: string | undefined;
  collapsed: boolean;
  /** Whether it is shown what breaks if the subject stops. */
  impact: boolean;
  onSelect(id: string): void;
  onFocus(): void;
  /** Lets the paths from what is focused stand out. */
  onPaths(): void;
  onImpact(): void;
  onEnter(): void;
  onToggleBox(): void;
  onCopyLink(): void;
  onClose(): void;
}

function Header({
  subject,
  onClose,
  headingId,
}: PanelProps & { headingId: string }) {
  return (
    <div className={styles.header}>
      <ShapeIcon shape={subject.icon} size={18} />
      <div>
        <h2 id={headingId}>{subject.name}</h2>
        <div className={styles.quiet}>{subject.detail}</div>
      </div>
      <ButtonIcon
        className={styles.close}
        size="small"
        variant="tertiary"
        aria-label="Close details"
        icon={<RiCloseLine />}
        onPress={onClose}
      />
    </div>
  );
}

function Actions(props: PanelProps) {
  const { subject, focused, collapsed } = props;
  const href = props.hrefFor(subject.id);
  const elsewhere = focused !== undefined && focused !== subject.id;
  return (
    <div className={styles.actions}>
      {href && (
        <ButtonLink
          className={styles.action}
          size="small"
          variant="secondary"
          href={href}
        >
          Open
        </ButtonLink>
      )}
      {subject.isBox && (
        <>
          <Button
            className={styles.action}
            size="small"
            variant="secondary"
            onPress={props.onToggleBox}
          >
            {collapsed ? 'Expand' : 'Collapse'} <kbd aria-hidden>C</kbd>
          </Button>
          <Button
            className={styles.action}
            size="small"
            variant="secondary"
            onPress={props.onEnter}
          >
            Only this
          </Button>
        </>
      )}
      {!subject.isBox && elsewhere && (
        <Button
          className={styles.action}
          size="small"
          variant="secondary"
          aria-pressed={props.pathTo === subject.id}
          onPress={props.onPaths}
        >
          Paths from {nameOfRef(focused)}
        </Button>
      )}
      {!subject.isBox && (
        <Button
          className={styles.action}
          size="small"
          variant="secondary"
          aria-pressed={focused === subject.id}
          onPress={props.onFocus}
        >
          Focus <kbd aria-hidden>F</kbd>
        </Button>
      )}
      <Button
        className={styles.action}
        size="small"
        variant="secondary"
        aria-pressed={props.impact}
        onPress={props.onImpact}
      >
        Impact
      </Button>
      <ButtonIcon
        className={styles.action}
        size="small"
        variant="secondary"
        aria-label="Copy link"
        icon={<RiLink />}
        onPress={props.onCopyLink}
      />
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Facts({ subject, hrefFor, links, onSelect }: PanelProps) {
  const { owner, box, provider, provides } = subject;
  const page = ({ id, name }: { id: string; name: string }) => {
    const href = hrefFor(id);
    return href ? <Link href={href}>{name}</Link> : name;
  };
  const chooser = ({ id, name }: { id: string; name: string }) => (
    <button key={id} type="button" onClick={() => onSelect(id)}>
      {name}
    </button>
  );
  if (!owner && !box && !provider && provides.length + links.length === 0) {
    return null;
  }
  return (
    <section>
      <dl className={styles.facts}>
        {owner && <Fact name="Owner">{page(owner)}</Fact>}
        {box && (
          <Fact name={box.noun}>{box.shown ? chooser(box) : page(box)}</Fact>
        )}
        {provider && <Fact name="Provider">{chooser(provider)}</Fact>}
        {provides.length > 0 && (
          <Fact name="Provides">{provides.map(chooser)}</Fact>
        )}
        {links.length > 0 && (
          <Fact name="Links">
            {links.map(({ title, url }) => (
              <Link
                key={url}
                href={url}
                target="_blank"
                rel="noopener noreferrer"
              >
                {title}
              </Link>
            ))}
          </Fact>
        )}
      </dl>
    </section>
  );
}

/** What is known of the chosen node or box, and the way to it and to its neighbours. */
export function Panel(props: PanelProps) {
  const headingId = useId();
  const { subject, onSelect, focused, pathTo } = props;
  return (
    // Escape comes up here from whatever has the focus inside
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside
      ref={props.panelRef}
      tabIndex={-1}
      className={styles.panel}
      aria-labelledby={headingId}
      onKeyDown={event => {
        if (event.key === 'Escape') props.onClose();
      }}
    >
      <section>
        <Header {...props} headingId={headingId} />
        {subject.description && <p>{subject.description}</p>}
        <Actions {...props} />
      </section>
      {props.window && (
        <ObservedFigures incoming={subject.incoming} window={props.window} />
      )}
      {props.impact && (
        <ImpactSection
          topology={props.topology}
          id={subject.id}
          onSelect={onSelect}
        />
      )}
      {focused !== undefined && pathTo !== undefined && (
        <PathsSection
          topology={props.topology}
          from={focused}
          to={pathTo}
          onSelect={onSelect}
        />
      )}
      <Facts {...props} />
      <NeighbourList
        title="Callers"
        none="Nothing here calls it."
        lines={subject.callers}
        onSelect={onSelect}
      />
      <NeighbourList
        title="Callees"
        none="It calls nothing here."
        lines={subject.callees}
        onSelect={onSelect}
      />
      {subject.findings.length > 0 && (
        <section>
          <h3>
            Findings <span>{subject.findings.length}</span>
          </h3>
          {subject.findings.map(finding => (
            <div key={finding.id} className={styles.finding}>
              <b>{finding.title}</b>
              <p>{finding.reason}</p>
              {finding.mend && <p>{finding.mend}</p>}
            </div>
          ))}
        </section>
      )}
    </aside>
  );
}
