import {
  type ColourDimension,
  type ConfirmedEdge,
  protocolWord,
  type Topology,
} from '@golden-path/backstage-plugin-topology-common';
import type { ComparedTopologies, LensLooks } from '../state/lens';
import type { Tints } from '../state/tints';
import { colourWords, counted, protocolOrder } from '../state/words';
import { LensLegend } from './LensLegend';
import { LineSample } from './LineSample';
import styles from './chrome.module.css';

const capital = (word: string) =>
  word.charAt(0).toLocaleUpperCase('en') + word.slice(1);

/** APIs are counted with the cards that they are tabs of. */
const cardsOf = ({ nodes }: Topology) =>
  nodes.filter(({ providedBy }) => !providedBy).length;

/** `10 nodes, 12 edges`, and how many of them a filter leaves. */
function countWords(all: Topology, shown: Topology): string {
  const nodes = cardsOf(shown);
  const edges = shown.edges.length;
  const words = `${counted(nodes, 'node')}, ${counted(edges, 'edge')}`;
  const hidden = cardsOf(all) - nodes + (all.edges.length - edges);
  return hidden > 0 ? `${words} · ${hidden} filtered out` : words;
}

/** How many edges are in which state, and when that was looked at. */
function observedWords({ edges }: Topology, { to }: { to: string }): string {
  const states = edges.flatMap(edge =>
    'state' in edge ? [(edge as ConfirmedEdge).state] : [],
  );
  const count = (state: ConfirmedEdge['state']) =>
    states.filter(other => other === state).length;
  const time = new Date(to).toLocaleString();
  return `${count('confirmed')} confirmed, ${count(
    'declared',
  )} declared only, ${count('observed')} observed only · until ${time}`;
}

function wordsOf(
  { lens }: LensLooks,
  all: Topology,
  shown: Topology,
  compared: ComparedTopologies | undefined,
  seen: { from: string; to: string } | undefined,
): string {
  if (lens === 'observed' && seen) return observedWords(shown, seen);
  if (lens === 'difference' && compared) {
    return `${compared.from} → ${compared.to}`;
  }
  return countWords(all, shown);
}

/** The legend, and how much is shown. */
export function StatusLine({
  ready,
  all,
  shown,
  tints,
  colourBy,
  looks,
  compared,
  window: seen,
  notice,
}: {
  /** False while there is nothing to explain or count. */
  ready: boolean;
  all: Topology;
  shown: Topology;
  tints: Tints;
  colourBy: ColourDimension;
  looks: LensLooks;
  compared: ComparedTopologies | undefined;
  /** When calls were looked at. */
  window: { from: string; to: string } | undefined;
  /** What has just happened; shown in place of the counts. */
  notice: string | undefined;
}) {
  const present = new Set(
    ready ? shown.edges.map(({ protocol }) => protocol) : [],
  );
  const { lens } = looks;
  return (
    <div className={styles.statusLine}>
      {ready && lens !== 'architecture' && <LensLegend lens={lens} />}
      {lens === 'difference' && (
        <span>Protocol is in the label and the arrowhead.</span>
      )}
      <ul
        className={styles.legend}
        aria-label="Protocols"
        hidden={lens === 'difference'}
      >
        {protocolOrder
          .filter(protocol => present.has(protocol))
          .map(protocol => (
            <li key={protocol}>
              <LineSample protocol={protocol} />
              {protocolWord(protocol)}
            </li>
          ))}
      </ul>
      {ready && lens !== 'difference' && tints.keys.length > 0 && (
        <>
          <span className={styles.divider} aria-hidden />
          <ul
            className={styles.legend}
            aria-label={`Colours by ${colourWords[colourBy]}`}
          >
            <li aria-hidden>{capital(colourWords[colourBy])}</li>
            {tints.keys.map(({ value, label, tint }) => (
              <li key={value}>
                <i
                  className={styles.swatch}
                  style={{ background: `var(${tint})` }}
                />
                {label}
              </li>
            ))}
          </ul>
        </>
      )}
      <span className={styles.counts} role="status">
        {notice ?? (ready ? wordsOf(looks, all, shown, compared, seen) : '')}
      </span>
    </div>
  );
}
