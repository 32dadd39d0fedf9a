import {
  difference,
  differenceLooks,
  differenceText,
  layout,
  toSvg,
} from '@golden-path/backstage-plugin-topology-common';
import type { TopologyDifference } from '@golden-path/backstage-plugin-topology-common';
import { EXIT } from '../io';
import type { ExitCode, Io } from '../io';
import { readTopology } from '../topologyInput';

/** Formats in which a difference is printed. */
export const DIFFERENCE_FORMATS = ['text', 'svg', 'json'] as const;

/** A format in which a difference is printed. */
export type DifferenceFormat = (typeof DIFFERENCE_FORMATS)[number];

const PRINTERS: Readonly<
  Record<DifferenceFormat, (of: TopologyDifference) => string>
> = {
  text: differenceText,
  svg: drawDifference,
  json: ({ boxes, nodes, edges }) =>
    JSON.stringify({ boxes, nodes, edges }, undefined, 2),
};

/** What was removed stays where it was. */
function drawDifference(of: TopologyDifference): string {
  const scene = layout(of.union, { previous: layout(of.before) });
  return toSvg(scene, { title: 'Difference', looks: differenceLooks(of) });
}

/** Prints how one topology became another; each comes from answers or from a file of catalog entities. */
export async function topologyDiff(
  io: Io,
  [before, after]: readonly [before: string, after: string],
  { pack, format }: { pack?: string; format: DifferenceFormat },
): Promise<ExitCode> {
  const found = difference(
    await readTopology(io, [before], pack),
    await readTopology(io, [after], pack),
  );
  io.out(`${PRINTERS[format](found).trimEnd()}\n`);
  return EXIT.ok;
}
