import type { Composition } from '@golden-path/backstage-plugin-golden-path-common';
import type { EmitContext, FileDraft } from '../../plan';
import { contribution } from '../contribution';
import {
  mdBlock,
  mdCode,
  mdDocument,
  mdProse,
  mdTable,
  mdText,
  sentence,
} from '../markdown';
import { decisionsOf } from './decisions';
import { diagram } from './diagram';
import { hasServers } from './servers';
import {
  apiTables,
  grpcCall,
  hasApi,
  hasGrpc,
  hasRest,
  published,
  resourcePath,
  settings,
} from './tables';

/** README.md: what the service is, how it runs, what is where. */
export function readme(context: EmitContext): FileDraft[] {
  const { composition } = context;
  const { service, config } = composition;
  const { value, contributors } = contribution(context, 'readme');
  const content = mdDocument([
    `# ${mdText(service.title)}`,
    sentence(service.description),
    '## Run it',
    mdBlock('sh', value.run ?? []),
    'Then, from another shell:',
    mdBlock('sh', [
      ...(value.try ?? []),
      ...firstCalls(composition, value.credentials),
    ]),
    `It needs ${
      hasServers(value) ? 'Go, make and Docker' : 'Go and make'
    }. \`make\` alone lists every command.`,
    '## Architecture',
    diagram(context),
    '## Layout',
    layout(value.layout ?? {}),
    ...apiParts(context),
    '## Configuration',
    'Settings are environment variables, read once at the start.',
    settings(config),
    '## Decisions',
    decisions(context),
    'What to do when something is wrong: [docs/runbook.md](docs/runbook.md).',
  ]);
  return [{ path: 'README.md', class: 'merged', content, contributors }];
}

/** A first request to a resource, over each API. */
function firstCalls(
  composition: Composition,
  [credential]: readonly string[] = [],
): string[] {
  const behind = published(composition).flatMap(each => each.resources);
  const [first] = [...composition.resources, ...behind];
  if (!first) return [];
  const known = (option: string) =>
    credential === undefined ? '' : ` ${option} "${credential}"`;
  return [
    ...(hasRest(composition)
      ? [
          `curl -s${known('-H')} localhost:8080${resourcePath(
            composition,
            first,
          )}`,
        ]
      : []),
    ...(hasGrpc(composition)
      ? [`${grpcCall(composition, first)}${known('--header')}`]
      : []),
  ];
}

function apiParts(context: EmitContext): string[] {
  const { composition } = context;
  if (!hasApi(composition)) return [];
  return [
    '## API',
    ...apiTables(context),
    ...(hasRest(composition)
      ? [
          'The contract is [api/openapi.yaml](api/openapi.yaml); the running service shows it at `/docs`.',
        ]
      : []),
    ...(hasGrpc(composition)
      ? [
          'The contract of gRPC is in [proto](proto); with `GRPC_REFLECTION=true` the running service tells it.',
        ]
      : []),
  ];
}

function layout(paths: Readonly<Record<string, string>>): string {
  const rows = Object.keys(paths)
    .sort()
    .map(path => [mdCode(path), mdProse(paths[path] ?? '')]);
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
