import type { LoggerService } from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { ConfigReader } from '@backstage/config';
import { createFetchTemplateAction } from '@backstage/plugin-scaffolder-backend';
import {
  parseAnswers,
  resolve,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { FileTree } from '@golden-path/backstage-plugin-golden-path-common';
import {
  composeTree,
  loadPack,
  locatePack,
  writeTree,
} from '@golden-path/backstage-plugin-golden-path-node';
import type { Pack } from '@golden-path/backstage-plugin-golden-path-node';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Does the whole work once, into a folder that does not exist. */
export type Contender = (target: string) => Promise<void>;

const SILENT: LoggerService = {
  error: () => {},
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => SILENT,
};

const ANSWERS = join(__dirname, '../golden/orders.answers.yaml');

let loaded: Pack | undefined;

/** Answers file to files on disk; the pack is read the first time. */
export const composing: Contender = async target => {
  const text = await readFile(ANSWERS, 'utf8');
  loaded ??= await loadPack(locatePack());
  await writeTree(composeText(loaded, text), target);
};

/**
 * The real `fetch:template` on a skeleton of as many files of the same size,
 * one value in each.
 */
export async function templating(home: string): Promise<Contender> {
  const pack = await loadPack(locatePack());
  const tree = composeText(pack, await readFile(ANSWERS, 'utf8'));
  await writeSkeleton(tree, join(home, 'skeleton'));
  const action = createFetchTemplateAction({
    // A skeleton beside the template is read from disk without a reader.
    reader: {
      readUrl: refuse,
      readTree: refuse,
      search: refuse,
    },
    integrations: ScmIntegrations.fromConfig(new ConfigReader({})),
  });
  return async target => {
    await mkdir(target);
    const baseUrl = pathToFileURL(join(home, 'template.yaml')).href;
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
}

function composeText(pack: Pack, text: string): FileTree {
  const { value } = parseAnswers(text);
  const resolution = value && resolve(pack.catalogue, value);
  if (!resolution?.composition) throw new Error('the answers do not resolve');
  return composeTree(pack, resolution.composition);
}

async function writeSkeleton({ files }: FileTree, folder: string) {
  const value = '${{ values.name }}';
  for (const { path, content } of files) {
    const plain = content.replace(/\$\{\{|\{\{|\{%|\{#/g, match =>
      '.'.repeat(match.length),
    );
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${value}${plain.slice(value.length)}`);
  }
}

async function refuse(): Promise<never> {
  throw new Error('nothing is read over the network');
}
