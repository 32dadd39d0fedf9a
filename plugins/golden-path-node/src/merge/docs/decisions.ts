import { findPattern } from '@golden-path/backstage-plugin-golden-path-common';
import type { EmitContext } from '../../plan';

/** Where decision records lie in a service. */
export const DECISIONS = 'docs/adr/';

/** A pattern of the service and its decision record. */
export interface Decision {
  readonly pattern: string;
  readonly title: string;
  /** One short line: what it is for. */
  readonly problem: string;
  readonly summary: string;
  /** Path in the service. */
  readonly path: string;
}

/** The decision records of the chosen patterns, in the order of their numbers. */
export function decisionsOf({ composition, pack }: EmitContext): Decision[] {
  const decisions = composition.patterns.flatMap(({ id }) => {
    const pattern = findPattern(pack.catalogue, id);
    const record = pattern?.files.find(({ target }) =>
      target.startsWith(DECISIONS),
    );
    if (!pattern || !record) return [];
    const { title, problem, summary } = pattern;
    return [{ pattern: id, title, problem, summary, path: record.target }];
  });
  return decisions.sort((a, b) => (a.path < b.path ? -1 : 1));
}
