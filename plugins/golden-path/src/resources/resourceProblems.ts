import type { Problem } from '@golden-path/backstage-plugin-golden-path-common';
import { columnOf, COLUMNS } from './cells';
import type { Place } from './gridKeys';

/** A cell of one of the tables. */
export interface CellPlace extends Place {
  readonly resource: number;
}

/** Problems of one resource. */
export function ofResource(
  problems: readonly Problem[],
  resource: number,
): Problem[] {
  return problems.filter(
    ({ path }) => path[0] === 'resources' && path[1] === resource,
  );
}

/** Problems of one field of a resource. */
export function ofField(problems: readonly Problem[], row: number): Problem[] {
  return problems.filter(({ path }) => path[2] === 'fields' && path[3] === row);
}

/** Problems of a resource that no field shows. */
export function ofHeader(problems: readonly Problem[]): Problem[] {
  return problems.filter(
    ({ path }) => path[2] !== 'fields' || path[3] === undefined,
  );
}

/** The next cell with an error after a place, going round all tables. */
export function nextError(
  problems: readonly Problem[],
  from: CellPlace,
): CellPlace | undefined {
  const places = problems.flatMap(problem => {
    const { path } = problem;
    if (path[2] !== 'fields' || typeof path[3] !== 'number') return [];
    const column = COLUMNS.indexOf(columnOf(problem));
    return [{ resource: Number(path[1]), row: path[3], column }];
  });
  const order = ({ resource, row, column }: CellPlace) =>
    resource * 1_000_000 + row * 1000 + column;
  const sorted = [...places].sort((a, b) => order(a) - order(b));
  return sorted.find(place => order(place) > order(from)) ?? sorted[0];
}
