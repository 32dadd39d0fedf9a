// Runs the real `fetch:template` on the folder `skeleton`.
import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { createFetchTemplateAction } from '@backstage/plugin-scaffolder-backend';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { measure } from './measure';

const SILENT: LoggerService = {
  error: () => {},
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => SILENT,
};

measure(async home => {
  const action = createFetchTemplateAction({
    // A skeleton beside the template is read from disk without a reader.
    reader: { readUrl: refuse, readTree: refuse, search: refuse },
    integrations: ScmIntegrations.fromConfig(new ConfigReader({})),
  });
  const baseUrl = pathToFileURL(join(home, 'template.yaml')).href;
  return async target => {
    await mkdir(target);
    const context: Parameters<typeof action.handler>[0] = {
      task: { id: 'bench' },
      logger: SILENT,
      workspacePath: target,
      input: { url: './skeleton', values: { name: 'orders' } },
      templateInfo: { entityRef: 'template:default/bench', baseUrl },
      checkpoint: async ({ fn }) => fn(),
      output: () => {},
      createTemporaryDirectory: () => mkdtemp(join(home, 'work-')),
      getInitiatorCredentials: refuse,
    };
    await action.handler(context);
  };
});

async function refuse(): Promise<never> {
  throw new Error('nothing is read over the network');
}
