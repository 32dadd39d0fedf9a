import { z } from 'zod';

/** Version of the answers format; a breaking change gets a new one. @public */
export const ANSWERS_API_VERSION = 'goldenpath.dev/v1';

/** The closed set of field types a resource may use. @public */
export const FIELD_TYPES = [
  'text',
  'integer',
  'decimal',
  'boolean',
  'time',
  'date',
  'uuid',
  'enum',
  'reference',
  'list',
] as const;

/** The type of a resource's field. @public */
export type FieldType = (typeof FIELD_TYPES)[number];

const text = (max: number, doc: string) => z.string().max(max).describe(doc);

const since = z
  .int()
  .min(2)
  .max(99)
  .optional()
  .describe(
    'Version of the schema in which it came, unless it is there since the first',
  );

/**
 * The shape of one field. Rules that join several properties (an enum needs
 * values, a list has items) are `resolve`'s, so that they carry a mend.
 * @public
 */
export const fieldAnswersSchema = z
  .strictObject({
    name: text(63, 'Name of the field in snake_case, such as placed_at'),
    type: z.enum(FIELD_TYPES).describe('Type of the value'),
    description: text(500, 'What the field means').optional(),
    required: z.boolean().optional().describe('Must always have a value'),
    unique: z
      .boolean()
      .optional()
      .describe('No two living rows share the value'),
    sortable: z
      .boolean()
      .optional()
      .describe('Lists can be sorted by the value'),
    default: z
      .union([z.string().max(1000), z.number(), z.boolean()])
      .optional()
      .describe('Value when a request names none'),
    minLength: z.int().min(0).max(100_000).optional(),
    maxLength: z.int().min(1).max(100_000).optional(),
    format: z.enum(['email', 'url']).optional(),
    min: z.union([z.number(), z.string().max(40)]).optional(),
    max: z.union([z.number(), z.string().max(40)]).optional(),
    precision: z.int().min(1).max(38).optional(),
    scale: z.int().min(0).max(38).optional(),
    values: z.array(z.string().min(1).max(63)).min(1).max(100).optional(),
    items: z.enum(['text', 'integer']).optional(),
    maxItems: z.int().min(1).max(1000).optional(),
    resource: text(63, 'Name of the resource that is referred to').optional(),
    onDelete: z.enum(['refuse', 'cascade', 'clear']).optional(),
    references: text(
      81,
      'Resource of an upstream whose id the value is, such as sellers.seller',
    ).optional(),
    since,
  })
  .describe('A field of a resource');

/** A field as the person wrote it. @public */
export type FieldAnswers = z.infer<typeof fieldAnswersSchema>;

/** The shape of one resource. @public */
export const resourceAnswersSchema = z
  .strictObject({
    name: text(40, 'Singular name in lower case, such as order or api-key'),
    plural: text(44, 'Plural name when the usual one is wrong').optional(),
    description: text(500, 'What the resource is').optional(),
    since,
    fields: z.array(fieldAnswersSchema).min(1).max(60),
  })
  .describe('A resource the service keeps and serves');

/** A resource as the person wrote it. @public */
export type ResourceAnswers = z.infer<typeof resourceAnswersSchema>;

/** The shape of what a gateway adds to a resource when it is asked to. @public */
export const includeAnswersSchema = z
  .strictObject({
    field: text(63, 'Field that holds the id of what is added'),
    resource: text(
      81,
      'Published resource that it is the id of, such as sellers.seller',
    ),
  })
  .describe('What clients may ask for with ?include=');

/** What is added to a resource as the person wrote it. @public */
export type IncludeAnswers = z.infer<typeof includeAnswersSchema>;

/** The shape of a resource that another service keeps. @public */
export const upstreamResourceAnswersSchema = resourceAnswersSchema
  .extend({
    writes: z
      .boolean()
      .optional()
      .describe('The service changes it too: then all of its fields are named'),
    includes: z
      .array(includeAnswersSchema)
      .min(1)
      .max(10)
      .optional()
      .describe('What a gateway adds to it when clients ask for that'),
  })
  .describe('A resource of an upstream, as its own answers name it');

/** A resource of an upstream as the person wrote it. @public */
export type UpstreamResourceAnswers = z.infer<
  typeof upstreamResourceAnswersSchema
>;

/** What streams may be made of. @public */
export const STREAM_PROTOCOLS = ['sse', 'websocket'] as const;

/** The shape of what a gateway passes on that has no end. @public */
export const streamAnswersSchema = z
  .strictObject({
    path: text(
      100,
      'Where it is below /api/v1, there and here, such as /order-events or /orders/{id}/events',
    ),
    protocol: z
      .enum(STREAM_PROTOCOLS)
      .describe('Server-sent events, or a WebSocket'),
    description: text(500, 'What is told by it').optional(),
  })
  .describe('A stream of an upstream, which a gateway passes on');

/** A stream as the person wrote it. @public */
export type StreamAnswers = z.infer<typeof streamAnswersSchema>;

/** How upstreams may be called. @public */
export const UPSTREAM_PROTOCOLS = ['http', 'grpc'] as const;

/** The shape of one upstream. @public */
export const upstreamAnswersSchema = z
  .strictObject({
    name: text(40, 'Name of the service that is called, such as sellers'),
    protocol: z
      .enum(UPSTREAM_PROTOCOLS)
      .optional()
      .describe('How it is called; http unless said otherwise'),
    api: text(
      63,
      'Name of its API in the catalog, unless it is sellers-api, or for gRPC sellers-seller-grpc for each resource',
    ).optional(),
    resources: z.array(upstreamResourceAnswersSchema).min(1).max(30),
    streams: z
      .array(streamAnswersSchema)
      .min(1)
      .max(20)
      .optional()
      .describe('What a gateway passes on of it that has no end'),
  })
  .describe('Another service that this one calls');

/** An upstream as the person wrote it. @public */
export type UpstreamAnswers = z.infer<typeof upstreamAnswersSchema>;

/** The shape of the service's own answers. @public */
export const serviceAnswersSchema = z
  .strictObject({
    name: text(50, 'DNS label, such as orders'),
    title: text(100, 'Name for people').optional(),
    description: text(500, 'One sentence: what the service does').optional(),
    owner: text(200, 'Entity reference of a group or user'),
    system: text(63, 'Name of the system it is part of').optional(),
    createSystem: z
      .boolean()
      .optional()
      .describe('Describe the system too, because the catalog has none yet'),
    domain: text(63, 'Name of the domain that the new system is in').optional(),
    lifecycle: z.enum(['experimental', 'production', 'deprecated']).optional(),
    module: text(200, 'Go module path, such as github.com/acme/orders'),
  })
  .describe('The service');

/** The service as the person wrote it. @public */
export type ServiceAnswers = z.infer<typeof serviceAnswersSchema>;

/**
 * What a person answers: the whole input of a composition. Groups that are
 * left out take the golden path's default.
 * @public
 */
export const answersSchema = z
  .strictObject({
    apiVersion: z.literal(ANSWERS_API_VERSION),
    goldenPath: text(63, 'Id of the golden path, such as go-rest-service'),
    service: serviceAnswersSchema,
    patterns: z
      .record(
        z.string().max(63),
        z.union([z.string().max(63), z.array(z.string().max(63)).max(50)]),
      )
      .optional()
      .describe('Group id to the pattern, or the patterns, chosen in it'),
    resources: z
      .array(resourceAnswersSchema)
      .max(30)
      .describe('What the service keeps; empty where nothing chosen keeps any'),
    upstreams: z.array(upstreamAnswersSchema).max(20).optional(),
  })
  .describe('Answers of a golden path');

/** Answers of a golden path. @public */
export type Answers = z.infer<typeof answersSchema>;
