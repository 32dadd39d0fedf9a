import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { Scene } from '@golden-path/backstage-plugin-topology-common';
import { type GraphItem, itemsOf } from './items';

/** Gives the focus to an item, and says whether it was there to take it. */
function focusItem(canvas: Element | null, id: string): boolean {
  const elements = canvas?.querySelectorAll<SVGElement>('[data-item]') ?? [];
  const element = [...elements].find(
    candidate => candidate.getAttribute('data-item') === id,
  );
  element?.focus({ preventScroll: true });
  return element !== undefined;
}

/** The items of a graph, and the one among them that Tab reaches. */
export interface GraphItems {
  items: GraphItem[];
  byId: ReadonlyMap<string, GraphItem>;
  /** The item that an event happened on. */
  itemOf(target: EventTarget): GraphItem | undefined;
  current: string | undefined;
  /** Makes an item the one that Tab reaches. */
  stayAt(id: string): void;
  /** Gives the focus to an item. */
  goTo(item: GraphItem): void;
  /** Gives the focus to what will have this id in the next scene. */
  goToNext(id: string): void;
}

/** Keeps the focus of a graph, also while boxes collapse and open under it. */
export function useGraphItems(
  canvas: RefObject<Element>,
  scene: Scene,
  chosen: string | undefined,
): GraphItems {
  const items = useMemo(() => itemsOf(scene), [scene]);
  const byId = useMemo(() => new Map(items.map(i => [i.id, i])), [items]);
  const [walked, setWalked] = useState<string>();
  const next = useRef<string>();
  const soon = useRef<string>();
  useEffect(() => {
    // on a painted scene an item becomes an element once it is current
    if (soon.current && focusItem(canvas.current, soon.current)) {
      soon.current = undefined;
    }
  });
  useEffect(() => {
    if (next.current) focusItem(canvas.current, next.current);
    next.current = undefined;
  }, [canvas, items]);
  return {
    items,
    byId,
    itemOf: target => {
      const element =
        target instanceof Element ? target.closest('[data-item]') : null;
      return byId.get(element?.getAttribute('data-item') ?? '');
    },
    current: [walked, chosen].find(id => id && byId.has(id)) ?? items[0]?.id,
    stayAt: setWalked,
    goTo: item => {
      setWalked(item.id);
      if (!focusItem(canvas.current, item.id)) soon.current = item.id;
    },
    goToNext: id => {
      setWalked(id);
      next.current = id;
    },
  };
}
