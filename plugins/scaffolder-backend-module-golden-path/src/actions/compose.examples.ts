import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';
import { exampleAnswers } from './answers.example';

/** Examples of golden-path:compose. */
export const composeExamples: TemplateExample[] = [
  {
    description: 'Composes a service with one resource',
    example: stringify({
      steps: [
        {
          id: 'compose',
          name: 'Compose the repository',
          action: 'golden-path:compose',
          input: { answers: exampleAnswers },
        },
      ],
    }),
  },
  {
    description: 'Composes into a folder of the workspace with another name',
    example: stringify({
      steps: [
        {
          id: 'compose',
          name: 'Compose the repository',
          action: 'golden-path:compose',
          input: { answers: exampleAnswers, targetPath: 'services/orders' },
        },
      ],
    }),
  },
];
