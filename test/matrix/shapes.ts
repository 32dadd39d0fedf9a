import type {
  FieldAnswers,
  ResourceAnswers,
  UpstreamAnswers,
} from '@golden-path/backstage-plugin-golden-path-common';

/** Resources of a service, and what they are there to try. */
export interface Shape {
  readonly name: string;
  readonly resources: readonly ResourceAnswers[];
}

const one: FieldAnswers = { name: 'name', type: 'text', required: true };

function required(resource: string): FieldAnswers {
  return {
    name: resource,
    type: 'reference',
    resource,
    required: true,
    onDelete: 'refuse',
  };
}

/** Every type, required and optional, with and without limits. */
function everyType(target: string): FieldAnswers[] {
  return [
    {
      name: 'code',
      type: 'text',
      required: true,
      unique: true,
      sortable: true,
      maxLength: 20,
    },
    { name: 'homepage', type: 'text', format: 'url', maxLength: 500 },
    {
      name: 'count',
      type: 'integer',
      required: true,
      sortable: true,
      min: 0,
      max: 100000,
    },
    { name: 'price', type: 'decimal', precision: 12, scale: 2, min: '0' },
    { name: 'active', type: 'boolean', required: true, default: true },
    {
      name: 'state',
      type: 'enum',
      required: true,
      values: ['new', 'in_progress', 'done'],
      default: 'new',
    },
    { name: 'parent', type: 'reference', resource: target, onDelete: 'clear' },
    { name: 'tags', type: 'list', items: 'text', maxItems: 10 },
  ];
}

const otherTypes: FieldAnswers[] = [
  { name: 'token', type: 'uuid', required: true, unique: true },
  { name: 'alias', type: 'uuid' },
  { name: 'seen_at', type: 'time', required: true, sortable: true },
  { name: 'left_at', type: 'time' },
  { name: 'born_on', type: 'date', required: true, sortable: true },
  { name: 'scores', type: 'list', items: 'integer', required: true },
  {
    name: 'ratio',
    type: 'decimal',
    required: true,
    sortable: true,
    precision: 5,
    scale: 4,
  },
  { name: 'rank', type: 'integer', unique: true },
];

/** The shapes that the matrix goes through. */
export const SHAPES: readonly Shape[] = [
  { name: 'one field', resources: [{ name: 'note', fields: [one] }] },
  {
    // In three versions of the schema.
    name: 'references that meet',
    resources: [
      {
        name: 'order',
        fields: [
          required('customer'),
          required('company'),
          {
            name: 'total',
            type: 'decimal',
            required: true,
            sortable: true,
            default: '0',
            since: 2,
          },
          { name: 'state', type: 'enum', values: ['new', 'done'], since: 2 },
          { name: 'parcel', type: 'reference', resource: 'parcel', since: 3 },
        ],
      },
      {
        name: 'customer',
        fields: [
          required('company'),
          { name: 'code', type: 'text', unique: true, since: 2 },
          { name: 'tags', type: 'list', maxItems: 3, since: 3 },
        ],
      },
      {
        name: 'parcel',
        since: 3,
        fields: [required('customer'), { name: 'weight', type: 'decimal' }],
      },
      {
        name: 'company',
        fields: [{ name: 'register_number', type: 'integer', unique: true }],
      },
    ],
  },
  {
    name: 'itself',
    resources: [
      {
        name: 'category',
        fields: [
          one,
          { name: 'parent', type: 'reference', resource: 'category' },
        ],
      },
    ],
  },
  {
    name: 'a cycle',
    resources: [
      {
        name: 'team',
        fields: [one, { name: 'lead', type: 'reference', resource: 'person' }],
      },
      {
        name: 'person',
        fields: [
          one,
          {
            name: 'team',
            type: 'reference',
            resource: 'team',
            required: true,
            onDelete: 'cascade',
          },
        ],
      },
    ],
  },
  {
    name: 'awkward names',
    resources: ['status', 'series', 'data', 'api-key'].map(name => ({
      name,
      fields: [
        { name: 'type', type: 'text', required: true },
        { name: 'range', type: 'integer' },
        { name: 'error', type: 'text' },
        { name: 'len', type: 'decimal' },
        { name: 'order', type: 'boolean' },
        { name: 'user', type: 'enum', values: ['select', 'default'] },
        { name: 'context', type: 'time' },
        { name: 'id_number', type: 'uuid' },
      ],
    })),
  },
  {
    name: 'five of eight',
    resources: [
      { name: 'product', fields: everyType('product') },
      { name: 'device', fields: otherTypes },
      { name: 'invoice', fields: everyType('product') },
      { name: 'visit', fields: otherTypes },
      { name: 'shipment', fields: everyType('device') },
    ],
  },
];

/** Services that are called: every type of field, read alone and changed. */
export const UPSTREAMS: readonly UpstreamAnswers[] = [
  {
    name: 'suppliers',
    resources: [
      { name: 'supplier', writes: true, fields: everyType('supplier') },
      { name: 'visit', fields: otherTypes },
    ],
  },
  {
    name: 'api-gateway',
    protocol: 'grpc',
    api: 'gateway.public',
    resources: [{ name: 'status', fields: [one] }],
  },
];

/** A service behind a gateway, of which is only read. */
export const PUBLISHED: UpstreamAnswers = {
  name: 'api-gateway',
  api: 'gateway.public',
  resources: [{ name: 'gate', fields: [one] }],
};

/** What has no end, at paths beside those of resources, below them and of any length. */
export const STREAMS: UpstreamAnswers['streams'] = [
  {
    path: '/gates/{id}/events',
    protocol: 'sse',
    description: 'What: "a # gate" says.',
  },
  { path: '/gates/events', protocol: 'sse' },
  { path: '/gate-talk', protocol: 'websocket' },
  {
    path: '/api-keys/http-routes/{id}/ids',
    protocol: 'websocket',
    description: 'a'.repeat(500),
  },
];

/** Fields that refer to them. */
export const REMOTE: readonly FieldAnswers[] = [
  {
    name: 'supplier_key',
    type: 'uuid',
    required: true,
    references: 'suppliers.supplier',
  },
  { name: 'gate', type: 'uuid', references: 'api-gateway.status' },
];
