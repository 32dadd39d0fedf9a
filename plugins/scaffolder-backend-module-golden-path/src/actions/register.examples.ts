import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Examples of golden-path:register. */
export const registerExamples: TemplateExample[] = [
  {
    description: 'Registers a repository and waits for its entities',
    example: stringify({
      steps: [
        {
          id: 'register',
          name: 'Register in the catalog',
          action: 'golden-path:register',
          input: {
            catalogInfoUrl:
              'https://github.com/acme/orders/blob/main/catalog-info.yaml',
            entityRefs: ['component:default/orders', 'api:default/orders'],
          },
        },
      ],
    }),
  },
];
