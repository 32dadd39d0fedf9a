import { z } from 'zod';
import { STAGES } from './pattern';

const offset = z.int().min(0);
const scope = z.enum(['service', 'resource']);
const importSchema = z.object({
  path: z.string(),
  name: z.string().optional(),
});

/** Spellings in which a name stands in text. @public */
export const NAME_STYLES = [
  'pascal',
  'camel',
  'flat',
  'snake',
  'kebab',
  'screaming',
  'words',
  'sentence',
] as const;

/** A spelling of a name. @public */
export type NameStyle = (typeof NAME_STYLES)[number];

/** Where a sample name stands: UTF-8 byte offsets, end exclusive. @public */
export const sentinelSchema = z.object({
  start: offset,
  end: offset,
  of: z.enum(['resource', 'service']),
  style: z.enum(NAME_STYLES),
  plural: z.boolean().default(false),
});

/** Where a sample name stands. @public */
export type Sentinel = z.infer<typeof sentinelSchema>;

/** A port of the wiring: one field of the struct that stages share. @public */
export const portFactSchema = z.object({
  name: z.string(),
  title: z
    .string()
    .min(1)
    .describe("What a person calls it, as it goes on after 'needs'"),
  field: z.string(),
  cardinality: z.enum(['1', '?', '*']),
  scope: scope.default('service'),
  type: z.string(),
  doc: z.string().default(''),
  imports: z.array(importSchema).default([]),
});

/** A port of the wiring. @public */
export type PortFact = z.infer<typeof portFactSchema>;

/** A region of wiring that may be cut from its file. @public */
export const regionFactSchema = z.object({
  pattern: z.string(),
  file: z.string(),
  func: z.string(),
  stage: z.enum(STAGES),
  scope: scope.default('service'),
  start: offset,
  end: offset,
  imports: z.array(importSchema).default([]),
  reads: z.array(z.string()).default([]),
  writes: z.array(z.string()).default([]),
  declares: z.array(z.string()).default([]),
  sentinels: z.array(sentinelSchema).default([]),
});

/** A region of wiring that may be cut from its file. @public */
export type RegionFact = z.infer<typeof regionFactSchema>;

/** What the Go program read in one file. @public */
export const fileFactSchema = z.object({
  sha256: z.string(),
  package: z.string().optional(),
  test: z.boolean().default(false),
  imports: z
    .array(importSchema.extend({ start: offset, end: offset }))
    .default([]),
  sentinels: z.array(sentinelSchema).default([]),
  declares: z.array(z.string()).default([]),
  stable: z
    .boolean()
    .default(false)
    .describe('Stays formatted whatever the names are'),
});

/** What the Go program read in one file. @public */
export type FileFact = z.infer<typeof fileFactSchema>;

/** `facts.json`: everything about a pack that only Go can tell. @public */
export const factsSchema = z.object({
  version: z.literal(1),
  module: z.string(),
  go: z.string(),
  ports: z.array(portFactSchema),
  files: z.record(z.string(), fileFactSchema),
  regions: z.array(regionFactSchema),
  reserved: z.object({
    packages: z.array(z.string()),
    types: z.array(z.string()),
  }),
});

/** Everything about a pack that only Go can tell. @public */
export type Facts = z.infer<typeof factsSchema>;
