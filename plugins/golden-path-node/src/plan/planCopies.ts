import {
  recentOf,
  refersElsewhere,
} from '@golden-path/backstage-plugin-golden-path-common';
import type {
  Composition,
  FileClass,
  Names,
  PatternManifest,
} from '@golden-path/backstage-plugin-golden-path-common';
import { mappingsOf, pathUnder } from '../pack/mappings';
import type { Mapping } from '../pack/mappings';
import type { Pack } from '../pack/pack';
import type { CopyPlan } from './filePlan';
import { isResourcePath, renamePath } from './sampleNames';
import type { Subject } from './sampleNames';

interface Placed {
  readonly source: string;
  readonly mapping: Mapping;
  /** Path in a service, still with the sample's names. */
  readonly path: string;
}

/** Plans every file that comes from the pack, a copy a resource if need be. */
export function planCopies(
  pack: Pack,
  composition: Composition,
  patterns: readonly PatternManifest[],
): CopyPlan[] {
  const ports = new Set(composition.ports);
  const { resources: own, upstreams } = composition;
  const called = (protocol: string) =>
    upstreams.some(upstream => upstream.protocol === protocol);
  const holds = {
    'remote-references': own.some(refersElsewhere),
    'http-upstreams': called('http'),
    'grpc-upstreams': called('grpc'),
    includes: upstreams.some(({ resources }) =>
      resources.some(({ includes }) => includes.length > 0),
    ),
  };
  return placedBy(pack, patterns)
    .filter(({ mapping }) => mapping.when.every(port => ports.has(port)))
    .filter(({ mapping: { only } }) => only === undefined || holds[only])
    .flatMap(placed => copies(pack, composition, placed));
}

/** Sets of patterns that people are choosing between. */
const KEPT = 100;

const known = recentOf<Pack, readonly Placed[]>(KEPT);

/** Where the patterns place the files of the pack, each set of them asked once. */
function placedBy(
  pack: Pack,
  patterns: readonly PatternManifest[],
): readonly Placed[] {
  const key = patterns.map(({ id }) => id).join(' ');
  return known(pack, key, () => placeAll(pack, patterns));
}

function placeAll(pack: Pack, patterns: readonly PatternManifest[]): Placed[] {
  const ids = new Set(patterns.map(({ id }) => id));
  const mappings = patterns
    .flatMap(mappingsOf)
    .filter(({ unless }) => !unless.some(id => ids.has(id)));
  return [...pack.sources.keys()]
    .map(source => place(source, mappings))
    .filter(placed => placed !== undefined);
}

/** The most specific mapping wins: a file's own before its folder's. */
function place(
  source: string,
  mappings: readonly Mapping[],
): Placed | undefined {
  let best: Placed | undefined;
  for (const mapping of mappings) {
    const rest = pathUnder(mapping, source);
    if (rest === undefined) continue;
    if (best && best.mapping.source.length >= mapping.source.length) continue;
    const path = rest === '' ? mapping.target : `${mapping.target}/${rest}`;
    best = { source, mapping, path };
  }
  return best;
}

function copies(
  pack: Pack,
  composition: Composition,
  placed: Placed,
): CopyPlan[] {
  const service = composition.service.names;
  const { mapping, path } = placed;
  if (mapping.scope === 'resource' && isResourcePath(path)) {
    return composition.resources.map(({ names, name }) =>
      copy(pack, placed, subjectOf(service, names), name),
    );
  }
  return [copy(pack, placed, subjectOf(service))];
}

const NO_RESOURCE = {};

const subjects = new WeakMap<Names, WeakMap<object, Subject>>();

/** The same object for the same names, so that what was made for it is found again. */
function subjectOf(service: Names, resource?: Names): Subject {
  const ofService = subjects.get(service) ?? new WeakMap<object, Subject>();
  subjects.set(service, ofService);
  const key = resource ?? NO_RESOURCE;
  const subject = ofService.get(key) ?? { service, resource };
  ofService.set(key, subject);
  return subject;
}

const planned = new WeakMap<Placed, WeakMap<Subject, CopyPlan>>();

function copy(
  pack: Pack,
  placed: Placed,
  subject: Subject,
  resource?: string,
): CopyPlan {
  const plans = planned.get(placed) ?? new WeakMap<Subject, CopyPlan>();
  planned.set(placed, plans);
  const plan = plans.get(subject) ?? planCopy(pack, placed, subject, resource);
  plans.set(subject, plan);
  return plan;
}

function planCopy(
  pack: Pack,
  { source, mapping, path }: Placed,
  subject: Subject,
  resource?: string,
): CopyPlan {
  return {
    kind: 'copy',
    path: renamePath(path, subject),
    class: classOf(pack, source, mapping.class),
    pattern: mapping.pattern,
    contributors: [],
    ...(resource === undefined ? {} : { resource }),
    source,
    subject,
  };
}

/** A file in which names are replaced is no verbatim copy. */
function classOf(pack: Pack, source: string, told: FileClass): FileClass {
  const renamed = (pack.facts.files[source]?.sentinels.length ?? 0) > 0;
  return told === 'verbatim' && renamed ? 'renamed' : told;
}
