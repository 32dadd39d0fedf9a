import type { EmitContext, FileDraft } from '../../plan';
import { contribution } from '../contribution';
import {
  mdCode,
  mdDocument,
  mdList,
  mdProse,
  mdTable,
  mdText,
  sentence,
} from '../markdown';
import { printYaml } from '../yaml';
import { decisionsOf } from './decisions';
import { boxes } from './diagram';
import { apiTables, hasApi, settings } from './tables';

/** What TechDocs publishes: mkdocs.yml, the first page and the runbook. */
export function techdocs(context: EmitContext): FileDraft[] {
  return [mkdocs(context), index(context), runbook(context)];
}

function mkdocs(context: EmitContext): FileDraft {
  const { service } = context.composition;
  const decisions = decisionsOf(context).map(({ title, path }) => ({
    [title]: path.replace('docs/', ''),
  }));
  const content = printYaml({
    site_name: service.title,
    site_description: service.description,
    docs_dir: 'docs',
    nav: [
      { Home: 'index.md' },
      { Runbook: 'runbook.md' },
      { Decisions: decisions },
    ],
    plugins: ['techdocs-core'],
  });
  return { path: 'mkdocs.yml', class: 'merged', content };
}

function index(context: EmitContext): FileDraft {
  const { service, config } = context.composition;
  const content = mdDocument([
    `# ${mdText(service.title)}`,
    sentence(service.description),
    mdTable(
      ['', ''],
      [
        ['Owner', mdCode(service.owner)],
        ...(service.system ? [['System', mdCode(service.system)]] : []),
        ['Lifecycle', service.lifecycle],
      ],
    ),
    '## Architecture',
    boxes(context),
    ...(hasApi(context.composition) ? ['## API', ...apiTables(context)] : []),
    '## Configuration',
    settings(config),
    '## Decisions',
    mdList(
      decisionsOf(context).map(
        ({ title, path, summary }) =>
          `[${mdText(title)}](${path.replace('docs/', '')}): ${mdText(
            summary,
          )}`,
      ),
    ),
  ]);
  return { path: 'docs/index.md', class: 'merged', content };
}

function runbook(context: EmitContext): FileDraft {
  const { service } = context.composition;
  const { value, contributors } = contribution(context, 'readme');
  const { endpoints = {}, runbook: symptoms = {} } = value;
  const content = mdDocument([
    `# Runbook of ${mdText(service.title)}`,
    `Owner: ${mdCode(
      service.owner,
    )}. Start with the logs: each line is JSON and carries the request id that callers see in errors.`,
    '## Endpoints on the admin port',
    mdTable(
      ['Path', 'What it tells'],
      Object.entries(endpoints).map(([path, told]) => [
        mdCode(path),
        mdProse(told),
      ]),
    ),
    ...Object.entries(symptoms).flatMap(([symptom, steps]) => [
      `## ${mdProse(symptom)}`,
      steps.map((step, at) => `${at + 1}. ${step}`).join('\n'),
    ]),
  ]);
  return { path: 'docs/runbook.md', class: 'merged', content, contributors };
}
