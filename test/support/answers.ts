import {
  ANSWERS_API_VERSION,
  type Answers,
} from '@golden-path/backstage-plugin-golden-path-common';

/** The order service that the tests of the whole product create. */
export function orderAnswers(name = 'orders'): Answers {
  return {
    apiVersion: ANSWERS_API_VERSION,
    goldenPath: 'go-rest-service',
    service: {
      name,
      title: 'Orders',
      description: 'Takes orders and keeps the customers who place them',
      owner: 'group:default/commerce',
      system: name === 'orders' ? 'shop' : `${name}-system`,
      createSystem: true,
      module: `example.com/demo/${name}`,
    },
    resources: [
      {
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
            name: 'total',
            type: 'decimal',
            required: true,
            sortable: true,
            precision: 12,
            scale: 2,
            min: '0',
          },
          {
            name: 'status',
            type: 'enum',
            required: true,
            values: ['draft', 'paid', 'shipped', 'cancelled'],
            default: 'draft',
          },
          {
            name: 'customer',
            type: 'reference',
            resource: 'customer',
            required: true,
            onDelete: 'refuse',
          },
        ],
      },
      {
        name: 'customer',
        fields: [
          {
            name: 'email',
            type: 'text',
            format: 'email',
            required: true,
            unique: true,
            maxLength: 255,
          },
        ],
      },
    ],
  };
}

/** What the template of the golden path wants for these answers. */
export function templateValues(portalUrl: string, answers: Answers) {
  const { host } = new URL(portalUrl);
  return {
    answers,
    repoUrl: `${host}?owner=demo&repo=${answers.service.name}`,
  };
}
