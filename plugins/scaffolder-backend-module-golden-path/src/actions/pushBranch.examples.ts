import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Examples of golden-path:push-branch. */
export const pushBranchExamples: TemplateExample[] = [
  {
    description: 'Brings the files of a folder to a branch of a repository',
    example: stringify({
      steps: [
        {
          id: 'branch',
          name: 'Push a branch',
          action: 'golden-path:push-branch',
          input: {
            repoUrl: 'gitea.example.com?owner=acme&repo=orders',
            branchName: 'golden-path-adopt-0123456789',
            title: 'Describe orders to the catalog',
            sourcePath: 'proposal',
          },
        },
      ],
    }),
  },
];
