import {
  resolveResources,
  type Resource,
  type ResourceAnswers,
} from '@golden-path/backstage-plugin-golden-path-common';

const CUSTOMER: ResourceAnswers = {
  name: 'customer',
  fields: [
    {
      name: 'email',
      type: 'text',
      required: true,
      unique: true,
      format: 'email',
      maxLength: 255,
    },
    {
      name: 'name',
      type: 'text',
      required: true,
      sortable: true,
      maxLength: 200,
    },
  ],
};

const ORDER: ResourceAnswers = {
  name: 'order',
  fields: [
    {
      name: 'number',
      type: 'text',
      required: true,
      unique: true,
      maxLength: 20,
    },
    {
      name: 'status',
      type: 'enum',
      required: true,
      values: ['draft', 'paid', 'shipped', 'cancelled'],
      default: 'draft',
    },
    {
      name: 'total',
      type: 'decimal',
      required: true,
      sortable: true,
      precision: 12,
      scale: 2,
      min: 0,
    },
    {
      name: 'currency',
      type: 'text',
      required: true,
      minLength: 3,
      maxLength: 3,
    },
    {
      name: 'customer',
      type: 'reference',
      required: true,
      resource: 'customer',
      onDelete: 'refuse',
    },
    { name: 'placed_at', type: 'time' },
    { name: 'tags', type: 'list', maxItems: 20 },
    { name: 'note', type: 'text', maxLength: 500 },
  ],
};

/** Resources as `resolve` settles them. */
export function settled(...resources: ResourceAnswers[]): readonly Resource[] {
  const { resources: found, problems } = resolveResources(
    { resources },
    { reserved: { packages: [], types: [] } },
  );
  if (problems.length > 0) {
    throw new Error(JSON.stringify(problems));
  }
  return found;
}

/** The resources of the golden service. */
export function goldenResources(): readonly Resource[] {
  return settled(CUSTOMER, ORDER);
}
