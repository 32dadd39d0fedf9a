import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import type { EmitContext, FileDraft } from '../../plan';
import { contribution } from '../contribution';
import { hasServers } from './servers';
import {
  mdBlock,
  mdCode,
  mdDocument,
  mdList,
  mdText,
  sentence,
} from '../markdown';

/** AGENTS.md: what coding agents need to know before they change anything. */
export function agents(context: EmitContext): FileDraft[] {
  const { service, resources } = context.composition;
  const { value, contributors } = contribution(context, 'readme');
  const content = mdDocument([
    `# Working on ${mdText(service.title)}`,
    `${sentence(service.description)} A Go service with ${kept(
      resources,
    )}. README.md has the layout, docs/adr the decisions.`,
    '## Commands',
    mdBlock('sh', [
      ...(hasServers(value)
        ? [
            'make up               # the servers beside it, once',
            'make test             # tests that need no server',
            'make test-integration # all tests',
          ]
        : ['make test             # all tests']),
      'make lint             # golangci-lint',
      'make check            # all that CI runs; run it before you finish',
    ]),
    '## Rules',
    mdList(value.agents ?? []),
  ]);
  return [{ path: 'AGENTS.md', class: 'merged', content, contributors }];
}

function kept(resources: readonly Resource[]): string {
  if (resources.length === 0) return 'no resources of its own';
  const names = resources.map(each => mdCode(each.names.singular.words));
  return `the resources ${names.join(', ')}`;
}
