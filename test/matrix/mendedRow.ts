import type {
  GoldenPath,
  Mend,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { Composer } from '@golden-path/backstage-plugin-golden-path-node';
import { answersOf, type Choice } from './configurations';
import type { Dimension, Row } from './covering';

/** Changes after which a row counts as one that nothing mends. */
const CHANGES = 15;

/**
 * Makes rows valid as a person would with the buttons of the wizard: by one
 * change at a time that some problem of the answers offers. Dimensions that are
 * held stay as they are.
 */
export function mendedRow(
  composer: Composer,
  goldenPath: GoldenPath,
  dimensions: readonly Dimension<Choice>[],
): (
  row: Row,
  held: readonly number[],
  random: () => number,
) => Row | undefined {
  const shapes = dimensions.findIndex(({ values }) => 'shape' in values[0]!);

  /** The row with another value of a dimension, or none if that is held. */
  function changed(
    row: Row,
    held: readonly number[],
    dimension: number,
    value: number,
  ): Row[] {
    const stays = held.includes(dimension) || row[dimension] === value;
    return stays || value < 0 ? [] : [row.with(dimension, value)];
  }

  function afterMend(row: Row, held: readonly number[], mend: Mend): Row[] {
    if (mend.kind === 'set') return [];
    const wanted = mend.kind === 'choose';
    return dimensions.flatMap(({ name, values }, dimension) => {
      if (name !== mend.group && name !== mend.pattern) return [];
      const value = values.findIndex(
        choice =>
          'group' in choice &&
          choice.group === mend.group &&
          choice.patterns.includes(mend.pattern) === wanted,
      );
      return changed(row, held, dimension, value);
    });
  }

  return (row, held, random) => {
    let current = row;
    for (let change = 0; change < CHANGES; change++) {
      const { composition, problems } = composer.resolve(
        answersOf(goldenPath, dimensions, current),
      );
      if (composition) return current;
      const next = problems.flatMap(({ path, mends }) => [
        ...mends.flatMap(mend => afterMend(current, held, mend)),
        ...(path[0] === dimensions[shapes]!.name
          ? dimensions[shapes]!.values.flatMap((_, shape) =>
              changed(current, held, shapes, shape),
            )
          : []),
      ]);
      if (next.length === 0) return undefined;
      current = next[Math.floor(random() * next.length)]!;
    }
    return undefined;
  };
}
