import type {
  CompactTopology,
  DifferenceAnswer,
  LandscapeAnswer,
  MomentsAnswer,
  ObservedAnswer,
  PendingAnswer,
  SearchAnswer,
  TopologyAnswer,
} from '@golden-path/backstage-plugin-topology-common';
import { z } from 'zod';

const asOf = z.iso
  .datetime()
  .describe('When the catalog was last compared with the index');
const revision = z
  .int()
  .describe('The state of the index; it counts up with every change');
const refs = z.string().describe('Entity ref');

const rows = z.array(z.array(z.union([z.int(), z.array(z.int())])));
const compact = z
  .object({
    version: z.literal(1),
    strings: z.array(z.string()),
    boxes: rows,
    nodes: rows,
    edges: rows,
  })
  .describe(
    'Every text once, and rows of places in that list, -1 for none; decodeTopology of topology-common reads it',
  ) satisfies z.ZodType<CompactTopology>;

export const topologyAnswer = z.object({
  asOf,
  revision,
  topology: compact,
  findings: z.array(z.object({ entityRef: refs, message: z.string() })),
}) satisfies z.ZodType<TopologyAnswer>;

export const pendingAnswer = z.object({
  asOf,
  pending: z.literal(true),
}) satisfies z.ZodType<PendingAnswer>;

export const landscapeAnswer = topologyAnswer.extend({
  rollUp: z.enum(['domain', 'system', 'none']),
  parts: z
    .array(z.int())
    .describe('How many nodes each node stands for, in the order of the nodes'),
  calls: z
    .array(z.int())
    .describe('How many edges each edge stands for, in the order of the edges'),
  next: z.string().optional().describe('The cursor of the next part'),
}) satisfies z.ZodType<LandscapeAnswer>;

const moment = z.object({ revision, at: z.iso.datetime() });

export const momentsAnswer = z.object({
  asOf,
  moments: z.array(moment),
  next: z.string().optional(),
}) satisfies z.ZodType<MomentsAnswer>;

export const differenceAnswer = z.object({
  asOf,
  from: moment,
  to: moment,
  before: compact,
  after: compact,
  truncated: z.boolean().describe('True, if more changed than is shown'),
}) satisfies z.ZodType<DifferenceAnswer>;

export const searchAnswer = z.object({
  asOf,
  matches: z.array(
    z.object({
      id: refs,
      name: z.string(),
      title: z.string().optional(),
      kind: z.string().optional(),
      box: refs.optional(),
    }),
  ),
}) satisfies z.ZodType<SearchAnswer>;

const window = z.object({ from: z.iso.datetime(), to: z.iso.datetime() });

export const observedAnswer = z.object({
  asOf,
  window,
  calls: z.array(
    z.object({
      from: refs,
      to: refs,
      protocol: z.enum(['http', 'grpc', 'sql', 'cache', 'events', 'other']),
      rate: z.number().describe('Calls a second'),
      errorShare: z.number().min(0).max(1).optional(),
      p95: z.number().optional().describe('Seconds'),
      window,
      source: z.string(),
    }),
  ),
  unmatched: z
    .array(z.string())
    .describe('Observed names that belong to no entity, or to several'),
  sources: z.array(
    z.object({ id: z.string(), problem: z.string().optional() }),
  ),
}) satisfies z.ZodType<ObservedAnswer>;
