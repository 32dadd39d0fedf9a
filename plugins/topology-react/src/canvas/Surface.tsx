import { type MouseEvent, type ReactNode, useId } from 'react';
import type { Scene } from '@golden-path/backstage-plugin-topology-common';
import { type GraphKeyActions, graphKeyHandler } from './graphKeys';
import { boxOfItem, type GraphItem } from './items';
import type { GraphItems } from './useGraphItems';
import type { ViewportControl } from './useViewport';
import styles from './canvas.module.css';

const KEYS =
  'Arrow keys walk along the edges, Enter opens the details, F focuses on callers and callees, C collapses the box, slash searches, plus and minus zoom, 0 fits, Escape leaves.';

/** What clicks, keys and the pointer do on the surface. */
export interface SurfaceProps {
  scene: Scene;
  items: GraphItems;
  /** Finds an item by its place, where items are painted. */
  itemAt?(event: { clientX: number; clientY: number }): GraphItem | undefined;
  control: ViewportControl;
  /** The accessible name. */
  label: string;
  actions: GraphKeyActions;
  onSelect(id: string | undefined): void;
  onToggleBox(id: string): void;
  /** The item under the pointer. */
  onHover(id: string | undefined): void;
  /** The item that has the focus. */
  onItemFocus(id: string | undefined): void;
  children: ReactNode;
}

/** The ground of a graph: receives what is done to the items on it. */
export function Surface(props: SurfaceProps) {
  const { scene, items, control, onSelect, onToggleBox } = props;
  const keysId = useId();
  const itemOf = (event: MouseEvent) =>
    items.itemOf(event.target) ?? props.itemAt?.(event);
  const onClick = (event: MouseEvent) => {
    const { target } = event;
    const toggle =
      target instanceof Element
        ? target.closest('[data-toggle]')?.getAttribute('data-toggle')
        : null;
    const item = itemOf(event);
    if (toggle) onToggleBox(toggle);
    else {
      if (item) items.stayAt(item.id);
      onSelect(item?.id);
    }
  };
  const onDoubleClick = (event: MouseEvent) => {
    const item = itemOf(event);
    if (item && boxOfItem(item) === item.id) onToggleBox(item.id);
  };
  return (
    // the items are the buttons: their clicks and keys all arrive here
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className={styles.surface}
      role="application"
      aria-roledescription="graph"
      aria-label={props.label}
      aria-describedby={keysId}
      onClick={onClick}
      onDoubleClick={onDoubleClick}
      onKeyDown={graphKeyHandler(
        scene,
        items.items,
        items.itemOf,
        control,
        props.actions,
      )}
      onPointerOver={event => props.onHover(itemOf(event)?.id)}
      onPointerMove={
        props.itemAt && (event => props.onHover(itemOf(event)?.id))
      }
      onPointerLeave={() => props.onHover(undefined)}
      onFocus={({ target }) => props.onItemFocus(items.itemOf(target)?.id)}
      onBlur={() => props.onItemFocus(undefined)}
    >
      <span id={keysId} hidden>
        {KEYS}
      </span>
      {props.children}
    </div>
  );
}
