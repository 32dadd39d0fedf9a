import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';
import { exampleAnswers } from './answers.example';

/** Examples of golden-path:preflight. */
export const preflightExamples: TemplateExample[] = [
  {
    description: 'Checks a service before anything is made',
    example: stringify({
      steps: [
        {
          id: 'preflight',
          name: 'Check that nothing stands in the way',
          action: 'golden-path:preflight',
          input: {
            answers: exampleAnswers,
            repoUrl: 'github.com?owner=acme&repo=orders',
          },
        },
      ],
    }),
  },
];
