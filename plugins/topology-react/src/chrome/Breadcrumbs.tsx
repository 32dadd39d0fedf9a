import { RiArrowRightSLine } from '@remixicon/react';
import {
  boxPaths,
  type Topology,
} from '@golden-path/backstage-plugin-topology-common';
import { nameOfRef } from '../state/words';
import styles from './chrome.module.css';

/** Where in the whole the shown part is, and the way back out of it. */
export function Breadcrumbs({
  title,
  whole,
  within,
  onEnter,
}: {
  title: string;
  /** The topology of which a part is shown. */
  whole: Topology;
  within: string;
  /** Shows another box alone; nothing shows the whole. */
  onEnter(box: string | undefined): void;
}) {
  const boxes = new Map(whole.boxes.map(box => [box.id, box]));
  const around = [
    ...boxPaths(whole.boxes)(boxes.get(within)?.parent),
  ].reverse();
  const nameOf = (id: string) => {
    const box = boxes.get(id);
    return box ? box.title ?? box.name : nameOfRef(id);
  };
  return (
    <nav className={styles.breadcrumbs} aria-label="Shown part">
      <ol>
        <li>
          <button type="button" onClick={() => onEnter(undefined)}>
            {title}
          </button>
        </li>
        {around.map(id => (
          <li key={id}>
            <RiArrowRightSLine size={14} aria-hidden />
            <button type="button" onClick={() => onEnter(id)}>
              {nameOf(id)}
            </button>
          </li>
        ))}
        <li aria-current="true">
          <RiArrowRightSLine size={14} aria-hidden />
          {nameOf(within)}
        </li>
      </ol>
    </nav>
  );
}
