import type { ResourceAnswers } from '@golden-path/backstage-plugin-golden-path-common';

/** Resources to begin with instead of an empty table. */
export interface StartingPoint {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly resources: readonly ResourceAnswers[];
}

const users: StartingPoint = {
  id: 'users',
  title: 'Users',
  summary: 'People who sign in: e-mail, name, state',
  resources: [
    {
      name: 'user',
      fields: [
        {
          name: 'email',
          type: 'text',
          required: true,
          unique: true,
          maxLength: 254,
          format: 'email',
        },
        { name: 'display_name', type: 'text', required: true, maxLength: 100 },
        {
          name: 'status',
          type: 'enum',
          required: true,
          values: ['active', 'suspended'],
          default: 'active',
        },
        { name: 'last_seen_at', type: 'time' },
      ],
    },
  ],
};

const orders: StartingPoint = {
  id: 'orders',
  title: 'Orders',
  summary: 'Customers and what they order',
  resources: [
    {
      name: 'customer',
      fields: [
        { name: 'name', type: 'text', required: true, maxLength: 200 },
        {
          name: 'email',
          type: 'text',
          required: true,
          unique: true,
          maxLength: 254,
          format: 'email',
        },
      ],
    },
    {
      name: 'order',
      fields: [
        {
          name: 'customer',
          type: 'reference',
          required: true,
          resource: 'customer',
          onDelete: 'refuse',
        },
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
          precision: 12,
          scale: 2,
          min: '0',
        },
        { name: 'note', type: 'text', maxLength: 500 },
      ],
    },
  ],
};

/** Starting points in the order in which they are offered; the first is the default. */
export const startingPoints: readonly [StartingPoint, ...StartingPoint[]] = [
  users,
  orders,
];
