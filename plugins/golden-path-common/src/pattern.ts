import { z } from 'zod';
import { contributionsSchema } from './contributions/schema';
import { protectionSchema } from './protection';

/** How strongly the platform team recommends a pattern. @public */
export const RINGS = ['adopt', 'trial', 'assess', 'hold'] as const;

/** Stages of wiring, in the order in which a service runs them. @public */
export const STAGES = [
  'commands',
  'telemetry',
  'stores',
  'resources',
  'transport',
] as const;

/** A stage of wiring. @public */
export type Stage = (typeof STAGES)[number];

/**
 * Who owns a file's later life: `verbatim` and `renamed` come from the pack,
 * `emitted` is the user's after the first time, `generated` is never edited,
 * `merged` joins several patterns, `seed` is the user's from the start.
 * @public
 */
export const FILE_CLASSES = [
  'verbatim',
  'renamed',
  'emitted',
  'generated',
  'merged',
  'seed',
] as const;

/** The class of a file; see {@link FILE_CLASSES}. @public */
export type FileClass = (typeof FILE_CLASSES)[number];

const id = z
  .string()
  .max(63)
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'is not in kebab-case');
const row = z.string().regex(/^[A-F]\d{1,2}$/);
const relativePath = z
  .string()
  .max(200)
  .regex(
    /^(?!\/)(?!.*(^|\/)\.\.(\/|$))[^\\\0]*$/,
    'is not a relative path inside its root',
  );
const scope = z.enum(['service', 'resource']);

/** What of the answers a part of a pattern may be for. */
const only = z.literal('remote-references');

/** A Go package, or another file of the pack, and its place in a service. @public */
export const packageMappingSchema = z.strictObject({
  source: relativePath,
  target: relativePath,
  class: z.enum(FILE_CLASSES).default('verbatim'),
  scope: scope.default('service'),
  when: z.array(id).optional().describe('Ports that must have a provider'),
  unless: z
    .array(id)
    .optional()
    .describe('Patterns that, when chosen, bring a file of their own instead'),
  only: z
    .enum([...only.values, 'http-upstreams', 'grpc-upstreams', 'includes'])
    .optional()
    .describe(
      'Only where a resource refers to an upstream, an upstream is called so, or a gateway adds to its answers',
    ),
  except: z
    .array(relativePath)
    .default([])
    .describe('Files below the source that an emitter writes in their place'),
});

/** A region of wiring; `facts.json` holds what it reads and writes. @public */
export const regionSchema = z.strictObject({
  func: z.string().regex(/^[A-Za-z][A-Za-z0-9]*$/, 'is no name in Go'),
  stage: z.enum(STAGES),
  scope: scope.default('service'),
  when: z
    .array(id)
    .default([])
    .describe('Ports that must have a provider for it to take part'),
  only: only.optional().describe('Only for resources that refer to upstreams'),
});

/** One setting of the composed service. @public */
export const configKeySchema = z.strictObject({
  key: z.string().regex(/^[A-Z][A-Z0-9_]*$/),
  field: z.string().regex(/^[A-Z][A-Za-z0-9]*\.[A-Z][A-Za-z0-9]*$/),
  type: z.enum([
    'string',
    'int',
    'bool',
    'duration',
    'bytes',
    'float',
    'url',
    'strings',
    'networks',
  ]),
  default: z.string().optional(),
  min: z.string().optional().describe('Least value, written as a value'),
  values: z.array(z.string()).min(2).optional().describe('The only values'),
  required: z.boolean().optional(),
  secret: z.boolean().optional(),
  when: z
    .array(id)
    .optional()
    .describe('Ports that must have a provider for the service to have it'),
  doc: z
    .string()
    .min(1)
    .describe('What the setting is, as a predicate: names the database.'),
});

/** One setting of the composed service. @public */
export type ConfigKey = z.infer<typeof configKeySchema>;

const decorationSchema = z.strictObject({ port: id, rank: z.int().min(0) });

/** `pattern.yaml`: what a pattern intends. What Go can tell is in facts.json. @public */
export const patternManifestSchema = z
  .strictObject({
    id,
    version: z.string().regex(/^\d+\.\d+\.\d+$/),
    row,
    covers: z.array(row).default([]).describe('Further rows that it covers'),
    replaces: z
      .array(id)
      .default([])
      .describe('Former patterns that it holds; answers may still name them'),
    group: id,
    ring: z.enum(RINGS),
    title: z.string().min(1).max(60),
    problem: z.string().min(1).max(40),
    summary: z.string().min(1).max(400),
    tradeoffs: z.array(z.string()).default([]),
    whenNot: z.array(z.string()).default([]),
    requires: z
      .strictObject({
        ports: z.array(id).default([]),
        patterns: z.array(id).default([]),
      })
      .default({ ports: [], patterns: [] }),
    provides: z
      .strictObject({ ports: z.array(id).default([]) })
      .default({ ports: [] }),
    decorates: z
      .union([
        decorationSchema.transform(decoration => [decoration]),
        z.array(decorationSchema),
      ])
      .default([])
      .describe('Ports whose value it wraps, lower ranks first'),
    excludes: z
      .array(
        z.strictObject({
          id,
          reason: z.string().min(1),
          mend: z.string().min(1),
        }),
      )
      .default([]),
    packages: z.array(packageMappingSchema).default([]),
    files: z.array(packageMappingSchema).default([]),
    regions: z.array(regionSchema).default([]),
    emitters: z
      .array(
        z.strictObject({
          id,
          params: z.record(z.string(), z.unknown()).optional(),
        }),
      )
      .default([]),
    config: z.array(configKeySchema).default([]),
    contributes: contributionsSchema.default({}),
    tests: z
      .strictObject({
        servers: z.array(z.enum(['nats', 'postgres', 'redis'])).default([]),
        env: z.record(z.string(), z.string()).default({}),
        settings: z
          .array(z.string().regex(/^[A-Z][A-Za-z0-9]*$/, 'is no name in Go'))
          .default([])
          .describe(
            'Functions of its fixture files that return the settings of a server for a test',
          ),
      })
      .default({ servers: [], env: {}, settings: [] }),
    since: z.string().optional(),
    changelog: z.record(z.string(), z.string()).optional(),
  })
  .describe('A pattern of a pack');

/** What a pattern intends. @public */
export type PatternManifest = z.infer<typeof patternManifestSchema>;

/** How a golden path offers a group of patterns. @public */
export const groupSchema = z.strictObject({
  id,
  title: z.string(),
  question: z.string().describe('What the person decides here'),
  choose: z
    .enum(['one', 'any', 'fixed'])
    .describe('one exactly, any number, or nothing to choose'),
});

/** A group of patterns, in the order in which a person thinks. @public */
export type PatternGroup = z.infer<typeof groupSchema>;

/** What a golden path says in its own words. */
const goldenPathWordsSchema = z.strictObject({
  create: z.string().default('Create').describe('The button that creates'),
  run: z
    .array(z.string().min(1))
    .default([])
    .describe('Commands that run it on a laptop, after the clone'),
  needs: z
    .string()
    .default('')
    .describe('What those commands need, as sentences'),
  contents: z
    .string()
    .default('Resources')
    .describe('Title of the page that asks what the service is about'),
});

/** `golden-path.yaml`: a golden path as data. @public */
export const goldenPathSchema = z
  .strictObject({
    id,
    version: z.string().regex(/^\d+\.\d+\.\d+$/),
    title: z.string(),
    description: z.string(),
    icon: z
      .string()
      .max(63)
      .regex(
        /^[A-Za-z][A-Za-z0-9]*([:._-][A-Za-z0-9]+)*$/,
        'is no name of an icon',
      )
      .optional()
      .describe("Icon of the portal by its name, such as 'kind:api'"),
    tags: z.array(z.string()).default([]),
    type: z
      .string()
      .default('service')
      .describe('Type of the template, by which the portal groups them'),
    links: z
      .array(
        z.strictObject({
          title: z.string(),
          url: z.string(),
          icon: z.string().optional(),
        }),
      )
      .default([])
      .describe("Links on the template's card"),
    words: goldenPathWordsSchema.prefault({}),
    protection: protectionSchema
      .optional()
      .describe(
        'How the main branch is protected, unless the organisation says',
      ),
    groups: z.array(groupSchema),
    fixed: z.array(id).describe('Patterns that are always in'),
    defaults: z
      .record(id, z.array(id))
      .describe('Group id to the patterns chosen unless answered'),
    offers: z
      .record(id, z.array(id))
      .describe('Group id to the patterns that may be chosen'),
  })
  .describe('A golden path');

/** A golden path as data. @public */
export type GoldenPath = z.infer<typeof goldenPathSchema>;
