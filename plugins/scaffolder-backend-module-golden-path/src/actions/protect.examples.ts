import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Examples of golden-path:protect. */
export const protectExamples: TemplateExample[] = [
  {
    description: 'Lets changes in with one approval',
    example: stringify({
      steps: [
        {
          id: 'protect',
          name: 'Protect the main branch',
          action: 'golden-path:protect',
          input: { repoUrl: 'gitlab.com?owner=acme&repo=orders' },
        },
      ],
    }),
  },
  {
    description: 'Asks for two approvals, code owners and a check of CI',
    example: stringify({
      steps: [
        {
          id: 'protect',
          name: 'Protect the main branch',
          action: 'golden-path:protect',
          input: {
            repoUrl: 'gitlab.com?owner=acme&repo=orders',
            approvals: 2,
            codeOwners: true,
            checks: ['test'],
          },
        },
      ],
    }),
  },
];
