import {
  EVERY_RESOURCE_HAS,
  FIELD_TYPES,
  findGoldenPath,
  findPattern,
  jsonSchemaOf,
  patternsOfGoldenPath,
  publishesUpstreams,
  usesUpstreams,
} from '@golden-path/backstage-plugin-golden-path-common';
import type {
  Catalogue,
  GoldenPath,
} from '@golden-path/backstage-plugin-golden-path-common';
import { packOf } from '../inputs';
import type { Given } from '../inputs';
import { EXIT, writeJson } from '../io';
import type { ExitCode, Io } from '../io';
import { InputProblems } from '../problems';
import { table } from '../table';

/** Tells everything that may be chosen on a golden path. */
export async function options(
  io: Io,
  id: string,
  { json, ...given }: Given & { json?: boolean },
): Promise<ExitCode> {
  const { catalogue, root } = await packOf(io, given);
  const goldenPath = findGoldenPath(catalogue, id);
  if (!goldenPath) {
    const known = catalogue.goldenPaths.map(path => path.id);
    throw new InputProblems([
      {
        file: root,
        path: [],
        message: `there is no golden path '${id}'`,
        advice: `Use ${known.join(' or ')}.`,
      },
    ]);
  }
  if (json) writeJson(io, optionsOf(catalogue, goldenPath));
  else io.out(optionsTable(catalogue, goldenPath));
  return EXIT.ok;
}

/** Enough for a program to draw valid answers. */
function optionsOf(catalogue: Catalogue, goldenPath: GoldenPath) {
  const patterns = patternsOfGoldenPath(catalogue, goldenPath);
  return {
    goldenPath: {
      id: goldenPath.id,
      version: goldenPath.version,
      title: goldenPath.title,
      description: goldenPath.description,
    },
    groups: goldenPath.groups.map(group => ({
      ...group,
      default: goldenPath.defaults[group.id] ?? [],
      choices: (goldenPath.offers[group.id] ?? []).map(choice => {
        const pattern = findPattern(catalogue, choice);
        return {
          id: choice,
          title: pattern?.title,
          ring: pattern?.ring,
          problem: pattern?.problem,
        };
      }),
    })),
    fixed: goldenPath.fixed,
    requires: patterns
      .filter(({ requires }) => requires.patterns.length > 0)
      .map(({ id, requires }) => ({ id, patterns: requires.patterns })),
    exclusions: patterns.flatMap(({ id, excludes }) =>
      excludes.map(({ id: other, reason, mend }) => ({
        patterns: [id, other],
        reason,
        mend,
      })),
    ),
    ports: catalogue.ports.map(({ name, title, cardinality, scope }) => ({
      name,
      title,
      cardinality,
      scope,
      providers: patterns
        .filter(({ provides }) => provides.ports.includes(name))
        .map(({ id }) => id),
      readers: patterns
        .filter(({ requires }) => requires.ports.includes(name))
        .map(({ id }) => id),
      decorators: patterns
        .filter(({ decorates }) => decorates.some(({ port }) => port === name))
        .map(({ id }) => id),
    })),
    resources: {
      fieldTypes: FIELD_TYPES,
      everyResourceHas: EVERY_RESOURCE_HAS,
      reserved: catalogue.reserved,
    },
    // Who of these is chosen wants upstreams in the answers; nobody else takes any.
    upstreams: {
      usedBy: patterns.filter(usesUpstreams).map(({ id }) => id),
      // Beside these they may have includes, and over HTTP streams.
      publishedBy: patterns.filter(publishesUpstreams).map(({ id }) => id),
    },
    answers: jsonSchemaOf('answers'),
  };
}

function optionsTable(catalogue: Catalogue, goldenPath: GoldenPath): string {
  const rows = goldenPath.groups.map(group => {
    const defaults = goldenPath.defaults[group.id] ?? [];
    const fixed = goldenPath.fixed.filter(
      id => findPattern(catalogue, id)?.group === group.id,
    );
    const offered = (goldenPath.offers[group.id] ?? []).map(id =>
      defaults.includes(id) ? `${id}*` : id,
    );
    return [
      group.id,
      group.choose,
      offered.join(' '),
      fixed.join(' '),
      group.question,
    ];
  });
  const head = ['GROUP', 'CHOOSE', 'CHOICES', 'FIXED', 'QUESTION'];
  return `${goldenPath.title} (${goldenPath.id} ${
    goldenPath.version
  }); * is the default\n\n${table([head, ...rows])}`;
}
