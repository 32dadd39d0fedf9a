import {
  protocolWord,
  type Topology,
} from '@golden-path/backstage-plugin-topology-common';
import type { Tints } from '../state/tints';
import type { ColourDimension } from '../state/viewState';
import { colourWords, counted, protocolOrder } from '../state/words';
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

/** The legend, and how much is shown. */
export function StatusLine({
  ready,
  all,
  shown,
  tints,
  colourBy,
  notice,
}: {
  /** False while there is nothing to explain or count. */
  ready: boolean;
  all: Topology;
  shown: Topology;
  tints: Tints;
  colourBy: ColourDimension;
  /** What has just happened; shown in place of the counts. */
  notice: string | undefined;
}) {
  const present = new Set(
    ready ? shown.edges.map(({ protocol }) => protocol) : [],
  );
  return (
    <div className={styles.statusLine}>
      <ul className={styles.legend} aria-label="Protocols">
        {protocolOrder
          .filter(protocol => present.has(protocol))
          .map(protocol => (
            <li key={protocol}>
              <LineSample protocol={protocol} />
              {protocolWord(protocol)}
            </li>
          ))}
      </ul>
      {ready && tints.keys.length > 0 && (
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
        {notice ?? (ready ? countWords(all, shown) : '')}
      </span>
    </div>
  );
}
