import { useState } from 'react';
import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import {
  protocolWord,
  type Topology,
} from '@golden-path/backstage-plugin-topology-common';
import type { Filters as FilterState } from '../state/filterTopology';
import { nameOfRef, protocolOrder, shapeWords } from '../state/words';
import { type Choice, FilterMenu } from './ChoiceMenu';
import styles from './chrome.module.css';

type Dimension = keyof FilterState;

/** The filters that are always there; the others come when they are wanted. */
const USUAL: readonly Dimension[] = ['shapes', 'protocols'];
const ON_REQUEST: readonly Dimension[] = [
  'owners',
  'lifecycles',
  'types',
  'tags',
];

const names: Record<Dimension, string> = {
  shapes: 'Kind',
  protocols: 'Protocol',
  types: 'Type',
  owners: 'Owner',
  lifecycles: 'Lifecycle',
  tags: 'Tag',
};

const distinct = (values: readonly (string | undefined)[]) =>
  [...new Set(values)]
    .filter((value): value is string => value !== undefined)
    .sort((a, b) => a.localeCompare(b, 'en'));

function valuesOf(dimension: Dimension, { nodes, edges }: Topology): string[] {
  switch (dimension) {
    case 'shapes':
      return Object.keys(shapeWords).filter(shape =>
        nodes.some(node => node.shape === shape),
      );
    case 'protocols':
      return protocolOrder.filter(protocol =>
        edges.some(edge => edge.protocol === protocol),
      );
    case 'types':
      return distinct(nodes.map(({ type }) => type));
    case 'owners':
      return distinct(nodes.map(({ owner }) => owner));
    case 'lifecycles':
      return distinct(nodes.map(({ lifecycle }) => lifecycle));
    default:
      return distinct(nodes.flatMap(({ tags }) => tags));
  }
}

const words: Record<Dimension, (value: string) => string> = {
  shapes: value => shapeWords[value as keyof typeof shapeWords] ?? value,
  protocols: value => protocolWord(value as Parameters<typeof protocolWord>[0]),
  types: value => value,
  owners: nameOfRef,
  lifecycles: value => value,
  tags: value => value,
};

function choicesOf(
  dimension: Dimension,
  topology: Topology,
  chosen: readonly string[],
): Choice<string>[] {
  const known = valuesOf(dimension, topology);
  const gone = chosen.filter(value => !known.includes(value));
  return [...known, ...gone].map(value => ({
    value,
    label: words[dimension](value),
  }));
}

function AddFilter({
  dimensions,
  onAdd,
}: {
  dimensions: readonly Dimension[];
  onAdd(dimension: Dimension): void;
}) {
  return (
    <MenuTrigger>
      <Button
        className={`${styles.control} ${styles.bare}`}
        size="small"
        variant="tertiary"
        iconStart={<RiAddLine aria-hidden />}
      >
        Filter
      </Button>
      <Menu aria-label="Filter by">
        {dimensions.map(dimension => (
          <MenuItem
            key={dimension}
            id={dimension}
            onAction={() => onAdd(dimension)}
          >
            {names[dimension]}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
}

/** Kind and protocol, what else is filtered by, and the way to more. */
export function Filters({
  topology,
  filters,
  folded,
  onFilters,
}: {
  topology: Topology;
  filters: FilterState;
  /** Whether each is shown only while it filters, as the others: to leave room for the controls of a lens. */
  folded: boolean;
  onFilters(change: Partial<FilterState>): void;
}) {
  const [added, setAdded] = useState<Dimension>();
  const onRequest = folded ? [...USUAL, ...ON_REQUEST] : ON_REQUEST;
  const shown = [
    ...(folded ? [] : USUAL),
    ...onRequest.filter(
      dimension => filters[dimension].length > 0 || dimension === added,
    ),
  ];
  const more = onRequest.filter(
    dimension =>
      !shown.includes(dimension) && valuesOf(dimension, topology).length > 1,
  );
  return (
    <>
      {shown.map(dimension => (
        <FilterMenu
          key={dimension}
          name={names[dimension]}
          choices={choicesOf(dimension, topology, filters[dimension])}
          values={filters[dimension]}
          openAtFirst={dimension === added}
          onChange={values => onFilters({ [dimension]: values })}
        />
      ))}
      {more.length > 0 && <AddFilter dimensions={more} onAdd={setAdded} />}
    </>
  );
}
