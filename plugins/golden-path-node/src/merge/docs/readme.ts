import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import type { EmitContext, FileDraft } from '../../plan';
import { contribution } from '../contribution';
import {
  mdBlock,
  mdCode,
  mdDocument,
  mdTable,
  mdText,
  sentence,
} from '../markdown';
import { decisionsOf } from './decisions';
import { diagram } from './diagram';
import { operations, resourcePath, settings } from './tables';

/** README.md: what the service is, how it runs, what is where. */
export function readme(context: EmitContext): FileDraft[] {
  const { composition } = context;
  const { service, resources, config } = composition;
  const { value, contributors } = contribution(context, 'readme');
  const content = mdDocument([
    `# ${mdText(service.title)}`,
    sentence(service.description),
    '## Run it',
    mdBlock('sh', value.run ?? []),
    'Then, from another shell:',
    mdBlock('sh', [...(value.try ?? []), ...listing(resources)]),
    'It needs Go, make and Docker. `make` alone lists every command.',
    '## Architecture',
    diagram(context),
    '## Layout',
    layout(value.layout ?? {}),
    '## API',
    operations(resources),
    'The contract is [api/openapi.yaml](api/openapi.yaml); the running service shows it at `/docs`.',
    '## Configuration',
    'Settings are environment variables, read once at the start.',
    settings(config),
    '## Decisions',
    decisions(context),
    'What to do when something is wrong: [docs/runbook.md](docs/runbook.md).',
  ]);
  return [{ path: 'README.md', class: 'merged', content, contributors }];
}

/** A first request to a resource. */
function listing([first]: readonly Resource[]): string[] {
  return first ? [`curl -s localhost:8080${resourcePath(first)}`] : [];
}

function layout(paths: Readonly<Record<string, string>>): string {
  const rows = Object.keys(paths)
    .sort()
    .map(path => [mdCode(path), mdText(paths[path] ?? '')]);
  return mdTable(['Path', 'What is there'], rows);
}

function decisions(context: EmitContext): string {
  return mdTable(
    ['Decision', 'Because'],
    decisionsOf(context).map(({ title, problem, path }) => [
      `[${mdText(title)}](${path})`,
      mdText(problem),
    ]),
  );
}
