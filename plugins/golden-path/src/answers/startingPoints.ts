import type {
  ResourceAnswers,
  ServiceAnswers,
} from '@golden-path/backstage-plugin-golden-path-common';

/** A service to begin with instead of an empty form. */
export interface StartingPoint {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** What the service is called unless somebody has named it. */
  readonly service: Pick<ServiceAnswers, 'name' | 'title' | 'description'>;
  readonly resources: readonly ResourceAnswers[];
}

const users: StartingPoint = {
  id: 'users',
  title: 'Users',
  summary: 'People who sign in: e-mail and name',
  service: {
    name: 'users',
    title: 'Users',
    description: 'Keeps the people who sign in',
  },
  resources: [
    {
      name: 'user',
      fields: [
        {
          name: 'email',
          type: 'text',
          required: true,
          unique: true,
          maxLength: 255,
          format: 'email',
        },
        {
          name: 'name',
          type: 'text',
          required: true,
          sortable: true,
          maxLength: 255,
        },
      ],
    },
  ],
};

const orders: StartingPoint = {
  id: 'orders',
  title: 'Orders',
  summary: 'Customers and what they order',
  service: {
    name: 'orders',
    title: 'Orders',
    description: 'Takes orders and keeps the customers who place them',
  },
  resources: [
    {
      name: 'customer',
      fields: [
        {
          name: 'name',
          type: 'text',
          required: true,
          sortable: true,
          maxLength: 200,
        },
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
          sortable: true,
          precision: 12,
          scale: 2,
          min: '0',
        },
        { name: 'note', type: 'text', maxLength: 500 },
      ],
    },
  ],
};

const blank: StartingPoint = {
  id: 'blank',
  title: 'My own',
  summary: 'One table to fill in, or to paste SQL, CSV or JSON into',
  service: { name: '' },
  resources: [
    {
      name: 'item',
      fields: [{ name: 'name', type: 'text', required: true, maxLength: 200 }],
    },
  ],
};

/** Starting points in the order in which they are offered; the first is the default. */
export const startingPoints: readonly [StartingPoint, ...StartingPoint[]] = [
  users,
  orders,
  blank,
];
