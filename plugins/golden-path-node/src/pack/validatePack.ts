import type {
  GoldenPath,
  PatternManifest,
  RegionFact,
} from '@golden-path/backstage-plugin-golden-path-common';
import { createHash } from 'node:crypto';
import { mappingsOf, pathUnder } from './mappings';
import type { Pack } from './pack';
import type { PackProblem } from './packError';
import { PATTERNS_FOLDER } from './readPack';

/**
 * Everything that is wrong with a pack although each of its files can be read:
 * stale facts, regions and ports that manifest and Go tell differently,
 * sources that do not exist, golden paths that name unknown patterns.
 * @public
 */
export function validatePack(pack: Pack): PackProblem[] {
  return [
    ...staleFacts(pack),
    ...pack.catalogue.patterns.flatMap(pattern => [
      ...sourceProblems(pack, pattern),
      ...regionProblems(pack, pattern),
      ...portProblems(pack, pattern),
    ]),
    ...pack.catalogue.goldenPaths.flatMap(path =>
      goldenPathProblems(pack, path),
    ),
  ];
}

function manifestProblem(
  pattern: string,
  path: PackProblem['path'],
  message: string,
  advice: string,
): PackProblem {
  const file = `${PATTERNS_FOLDER}/${pattern}/pattern.yaml`;
  return { file, path, message, advice };
}

function staleFacts({ facts, sources }: Pack): PackProblem[] {
  return Object.entries(facts.files)
    .filter(([path, fact]) => {
      const source = sources.get(path);
      return source && sha256(source.bytes) !== fact.sha256;
    })
    .map(([path]) => ({
      file: `${PATTERNS_FOLDER}/facts.json`,
      path: ['files', path],
      message: 'is older than the file',
      advice: 'Run the facts program again.',
    }));
}

function sourceProblems(pack: Pack, pattern: PatternManifest): PackProblem[] {
  const sources = [...pack.sources.keys()];
  const missing = mappingsOf(pattern)
    .filter(mapping =>
      // An emitter may write every file of a package.
      sources.every(
        source => pathUnder({ ...mapping, except: [] }, source) === undefined,
      ),
    )
    .map(({ source }) =>
      manifestProblem(
        pattern.id,
        ['packages'],
        `'${source}' holds no file`,
        'Correct the source.',
      ),
    );
  const mapped = mappingsOf(pattern).flatMap(mapping =>
    sources.filter(source => pathUnder(mapping, source) !== undefined),
  );
  const unknown = [...new Set(mapped)]
    .filter(path => path.endsWith('.go') && !pack.facts.files[path])
    .map(path => ({
      file: `${PATTERNS_FOLDER}/facts.json`,
      path: ['files', path],
      message: 'is missing',
      advice: 'Run the facts program again.',
    }));
  return [...missing, ...unknown];
}

function regionProblems(pack: Pack, pattern: PatternManifest): PackProblem[] {
  const facts = pack.facts.regions.filter(r => r.pattern === pattern.id);
  const show = (region: Pick<RegionFact, 'func' | 'stage' | 'scope'>) =>
    `${region.func} (${region.stage}, ${region.scope})`;
  const told = new Set(pattern.regions.map(show));
  const found = new Set(facts.map(show));
  return [
    ...[...told]
      .filter(region => !found.has(region))
      .map(region => [`tells of region ${region}, which is not in Go`, region]),
    ...[...found]
      .filter(region => !told.has(region))
      .map(region => [`does not tell of region ${region}`, region]),
  ].map(([message = '']) =>
    manifestProblem(
      pattern.id,
      ['regions'],
      message,
      'Make it the same as the //golden:region comment.',
    ),
  );
}

function portProblems(pack: Pack, pattern: PatternManifest): PackProblem[] {
  const regions = pack.facts.regions.filter(r => r.pattern === pattern.id);
  if (regions.length === 0) return [];
  const names = new Set(pack.facts.ports.map(({ name }) => name));
  // A region that takes part only where a port is provided does not demand it.
  const when = (func: string) =>
    pattern.regions.find(region => region.func === func)?.when ?? [];
  const reads = new Set(
    regions.flatMap(r => r.reads.filter(port => !when(r.func).includes(port))),
  );
  const writes = new Set(regions.flatMap(r => r.writes));
  const decorated = new Set(pattern.decorates.map(({ port }) => port));
  const provided = [...writes].filter(port => !decorated.has(port));
  const missing = (
    list: 'requires' | 'provides',
    ports: Iterable<string>,
    told: readonly string[],
  ) =>
    [...ports]
      .filter(port => !told.includes(port) && !decorated.has(port))
      .map(port =>
        manifestProblem(
          pattern.id,
          [list, 'ports'],
          `lacks '${port}', which a region ${
            list === 'requires' ? 'reads' : 'writes'
          }`,
          `Add '${port}'.`,
        ),
      );
  const own = new Set([...writes, ...pattern.provides.ports]);
  const needed = [...reads].filter(port => !own.has(port));
  return [
    ...missing('requires', needed, pattern.requires.ports),
    ...missing('provides', provided, pattern.provides.ports),
    ...[
      ...pattern.requires.ports,
      ...pattern.provides.ports,
      ...pattern.regions.flatMap(region => region.when),
      ...pattern.config.flatMap(setting => setting.when ?? []),
    ]
      .filter(port => !names.has(port))
      .map(port =>
        manifestProblem(
          pattern.id,
          ['requires', 'ports'],
          `'${port}' is no port`,
          'Use a port of the wiring.',
        ),
      ),
  ];
}

function goldenPathProblems(pack: Pack, goldenPath: GoldenPath): PackProblem[] {
  const patterns = new Set(pack.catalogue.patterns.map(({ id }) => id));
  const groups = new Set(goldenPath.groups.map(({ id }) => id));
  const problem = (path: PackProblem['path'], message: string) => ({
    file: `${goldenPath.id}/golden-path.yaml`,
    path,
    message,
    advice: 'Name one that exists.',
  });
  const named: [PackProblem['path'], readonly string[]][] = [
    [['fixed'], goldenPath.fixed],
    ...Object.entries(goldenPath.offers).map(
      ([group, ids]): [PackProblem['path'], readonly string[]] => [
        ['offers', group],
        ids,
      ],
    ),
    ...Object.entries(goldenPath.defaults).map(
      ([group, ids]): [PackProblem['path'], readonly string[]] => [
        ['defaults', group],
        ids,
      ],
    ),
  ];
  const fixedGroups = pack.catalogue.patterns.filter(
    ({ id, group }) => goldenPath.fixed.includes(id) && !groups.has(group),
  );
  return [
    ...named.flatMap(([path, ids]) =>
      ids
        .filter(id => !patterns.has(id))
        .map(id => problem(path, `there is no pattern '${id}'`)),
    ),
    ...[...Object.keys(goldenPath.offers), ...Object.keys(goldenPath.defaults)]
      .filter(group => !groups.has(group))
      .map(group => problem(['groups'], `lacks the group '${group}'`)),
    ...fixedGroups.map(({ id, group }) =>
      problem(['groups'], `lacks the group '${group}' of '${id}'`),
    ),
  ];
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
