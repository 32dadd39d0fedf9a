import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Examples of golden-path:adopt. */
export const adoptExamples: TemplateExample[] = [
  {
    description: 'Proposes what describes a service, and opens a pull request',
    example: stringify({
      steps: [
        {
          id: 'adopt',
          name: 'Read the service',
          action: 'golden-path:adopt',
          input: {
            repoUrl: 'github.com?owner=acme&repo=orders',
            owner: 'group:default/checkout',
            system: 'shop',
          },
        },
        {
          id: 'pull-request',
          name: 'Open a pull request',
          if: "${{ steps.adopt.output.publish == 'github' }}",
          action: 'publish:github:pull-request',
          input: {
            repoUrl: 'github.com?owner=acme&repo=orders',
            branchName: '${{ steps.adopt.output.branchName }}',
            title: '${{ steps.adopt.output.title }}',
            description: '${{ steps.adopt.output.report }}',
            sourcePath: '${{ steps.adopt.output.path }}',
          },
        },
      ],
    }),
  },
  {
    description: 'Reads a service in a folder, on a branch of its own',
    example: stringify({
      steps: [
        {
          id: 'adopt',
          name: 'Read the service',
          action: 'golden-path:adopt',
          input: {
            repoUrl: 'gitlab.com?owner=acme&repo=shop',
            branch: 'develop',
            folder: 'services/orders',
            name: 'orders',
            owner: 'group:default/checkout',
            lifecycle: 'experimental',
          },
        },
      ],
    }),
  },
];
