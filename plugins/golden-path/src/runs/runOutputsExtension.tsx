import { scaffolderTemplateOutputsBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import { lazy } from 'react';
import { z } from 'zod';

const RunOutputs = lazy(() =>
  import('./RunOutputs').then(m => ({ default: m.RunOutputs })),
);

/**
 * Which template a run is of says nothing: packs bring golden paths of any name.
 * The run's own answers tell, and what has none gets the stock outputs.
 */
const EVERY_TEMPLATE: string[] = Object.assign([], { includes: () => true });

/** What the stock page of a task shows of a run of a golden path. */
export const runOutputs = scaffolderTemplateOutputsBlueprint.makeWithOverrides({
  name: 'golden-path-run',
  configSchema: {
    templates: z
      .array(z.string())
      .optional()
      .describe(
        'Entity references of the only templates whose runs are shown so; every run of a golden path, unless given',
      ),
  },
  factory: (originalFactory, { config }) =>
    originalFactory({
      component: RunOutputs,
      templateRefs: config.templates ?? EVERY_TEMPLATE,
    }),
});
