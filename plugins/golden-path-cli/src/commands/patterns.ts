import { comparePatterns } from '@golden-path/backstage-plugin-golden-path-common';
import { packOf } from '../inputs';
import { EXIT, writeJson } from '../io';
import type { ExitCode, Io } from '../io';
import { table } from '../table';

/** Lists the patterns of a pack. */
export async function patterns(
  io: Io,
  { pack, json }: { pack?: string; json?: boolean },
): Promise<ExitCode> {
  const { catalogue } = await packOf(io, { pack });
  const all = [...catalogue.patterns].sort(comparePatterns);
  if (json) {
    const goldenPathsOf = (id: string) =>
      catalogue.goldenPaths
        .filter(({ fixed, offers }) =>
          [...fixed, ...Object.values(offers).flat()].includes(id),
        )
        .map(goldenPath => goldenPath.id);
    writeJson(
      io,
      all.map(pattern => ({
        id: pattern.id,
        version: pattern.version,
        row: pattern.row,
        covers: pattern.covers,
        group: pattern.group,
        ring: pattern.ring,
        title: pattern.title,
        problem: pattern.problem,
        summary: pattern.summary,
        requires: pattern.requires,
        provides: pattern.provides,
        excludes: pattern.excludes,
        goldenPaths: goldenPathsOf(pattern.id),
      })),
    );
    return EXIT.ok;
  }
  const rows = all.map(({ row, covers, id, version, group, ring, problem }) => [
    [row, ...covers].join(' '),
    id,
    version,
    group,
    ring,
    problem,
  ]);
  const head = ['ROW', 'PATTERN', 'VERSION', 'GROUP', 'RING', 'PROBLEM'];
  io.out(table([head, ...rows]));
  return EXIT.ok;
}
