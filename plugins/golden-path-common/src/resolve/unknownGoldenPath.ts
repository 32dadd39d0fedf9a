import type { Problem } from '../composition';
import { shown } from '../resources/text';

/** The problem of answers that name none of the golden paths there are. @public */
export function unknownGoldenPath(
  id: string,
  known: readonly string[],
): Problem {
  return {
    path: ['goldenPath'],
    message: `there is no golden path ${shown(id)}`,
    advice: `Use ${known.join(' or ')}.`,
    mends: known.map(value => ({
      kind: 'set',
      label: `Use ${value}`,
      path: ['goldenPath'],
      value,
    })),
  };
}
