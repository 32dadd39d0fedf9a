import type { Answers } from '../answers';
import { findGoldenPath } from '../catalogue';
import type {
  Catalogue,
  ChosenPattern,
  Composition,
  Problem,
  Resolution,
} from '../composition';
import type { ConfigKey, GoldenPath, PatternManifest } from '../pattern';
import { profileProblems } from '../profile/profileProblems';
import { protectionOf } from '../protection';
import { resolveResources } from '../resources';
import { resolveService } from '../service';
import { callProblems } from '../upstreams/callProblems';
import { publicationProblems } from '../upstreams/publicationProblems';
import { resolveUpstreams } from '../upstreams/resolveUpstreams';
import { PROXIES } from '../upstreams/upstreamPorts';
import {
  gatewaySettings,
  upstreamSettings,
} from '../upstreams/upstreamSettings';
import { canonicalAnswers } from './canonical';
import { readChoices } from './choices';
import type { Choices, ReadChoices } from './choices';
import type { Conflict } from './conflicts';
import { conflictsOf, mendsOf, patternsOf } from './evaluate';
import { optionGroups } from './options';
import { partitionProblems } from './partitionProblems';
import { wirePorts } from './ports';
import { resourceProblems } from './resourceProblems';
import { tableProblems } from './tableProblems';
import { unknownGoldenPath } from './unknownGoldenPath';

/**
 * Settles answers into a composition, or says everything that is wrong with
 * them: where, what and how to mend it. Never throws on any answers, and the
 * order in which patterns are chosen makes no difference.
 * @public
 */
export function resolve(catalogue: Catalogue, answers: Answers): Resolution {
  const goldenPath = findGoldenPath(catalogue, answers.goldenPath);
  if (!goldenPath) {
    const known = catalogue.goldenPaths.map(({ id }) => id);
    return {
      groups: [],
      problems: [unknownGoldenPath(answers.goldenPath, known)],
    };
  }
  const read = readChoices(catalogue, goldenPath, answers.patterns);
  const { service, problems: serviceProblems } = resolveService(
    answers.service,
    catalogue.reserved.modules,
  );
  const { resources, problems: namingProblems } = resolveResources(
    answers,
    catalogue,
  );
  const chosen = patternsOf(catalogue, goldenPath, read.choices);
  const ports = wirePorts(catalogue, chosen).providers;
  const publishes = ports.has(PROXIES);
  const { upstreams, problems: upstreamProblems } = resolveUpstreams(
    answers,
    publishes ? 'gateway' : 'clients',
  );
  const problems = [
    ...serviceProblems,
    ...(catalogue.profile ? profileProblems(catalogue.profile, answers) : []),
    ...read.problems,
    ...conflictProblems(catalogue, goldenPath, read),
    ...resourceProblems(catalogue, chosen, answers),
    ...namingProblems,
    ...partitionProblems(goldenPath, chosen, resources),
    ...tableProblems(chosen, answers, resources),
    ...upstreamProblems,
    ...callProblems(catalogue, goldenPath, chosen, answers.upstreams ?? []),
    ...(publishes
      ? publicationProblems(upstreams, answers.upstreams ?? [])
      : []),
  ];
  const groups = optionGroups(
    catalogue,
    goldenPath,
    read.choices,
    read.answered,
  );
  if (problems.length > 0 || !service) return { groups, problems };
  // Clients over gRPC spread their calls, and others what discovery finds for them.
  const spreads = {
    http: ports.has('discovered'),
    grpc: chosen.every(
      ({ contributes }) => contributes.kubernetes?.mesh === undefined,
    ),
  };
  const protection = protectionOf(catalogue, goldenPath);
  const composition: Composition = {
    goldenPath: { id: goldenPath.id, version: goldenPath.version },
    service,
    patterns: chosen.map(pattern => chosenPattern(pattern, goldenPath, read)),
    resources,
    upstreams,
    ports: [...ports.keys()].sort(),
    config: [
      ...settings(chosen, ports),
      ...upstreams.flatMap(upstream =>
        publishes
          ? gatewaySettings(upstream, spreads)
          : upstreamSettings(upstream, spreads),
      ),
    ],
    ...(catalogue.profile && { profile: catalogue.profile }),
    ...(protection && { protection }),
    answers: canonicalAnswers(
      goldenPath,
      read.choices,
      service,
      resources,
      upstreams,
    ),
  };
  return { groups, problems, composition };
}

function conflictProblems(
  catalogue: Catalogue,
  goldenPath: GoldenPath,
  { choices }: ReadChoices,
): Problem[] {
  return conflictsOf(catalogue, goldenPath, choices).map(conflict => ({
    path: conflictPath(goldenPath, choices, conflict),
    message: conflict.message,
    advice: conflict.advice,
    mends: mendsOf(catalogue, goldenPath, choices, conflict),
  }));
}

function conflictPath(
  goldenPath: GoldenPath,
  choices: Choices,
  { culprits }: Conflict,
): Problem['path'] {
  const group = goldenPath.groups.find(({ id }) =>
    choices.get(id)?.some(pattern => culprits.includes(pattern)),
  );
  return group ? ['patterns', group.id] : ['patterns'];
}

function chosenPattern(
  { id, version, group }: PatternManifest,
  goldenPath: GoldenPath,
  { answered }: ReadChoices,
): ChosenPattern {
  if (goldenPath.fixed.includes(id)) return { id, version, because: 'fixed' };
  const holder =
    goldenPath.groups.find(g => goldenPath.offers[g.id]?.includes(id))?.id ??
    group;
  return { id, version, because: answered.has(holder) ? 'answer' : 'default' };
}

/** The settings of the patterns, without those of ports that nobody provides. */
function settings(
  patterns: readonly PatternManifest[],
  ports: ReadonlyMap<string, unknown>,
): ConfigKey[] {
  const byKey = new Map<string, ConfigKey>();
  for (const setting of patterns.flatMap(({ config }) => config)) {
    if (setting.when?.every(port => ports.has(port)) ?? true) {
      byKey.set(setting.key, setting);
    }
  }
  return [...byKey.values()];
}
