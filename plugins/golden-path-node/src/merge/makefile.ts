import { MAKE_SECTIONS } from '@golden-path/backstage-plugin-golden-path-common';
import type { Contribution } from '@golden-path/backstage-plugin-golden-path-common';
import type { EmitContext, FileDraft } from '../plan';
import { contribution } from './contribution';
import { goSettings } from '../profile/goSettings';
import { imageName } from './imageName';

type Make = Partial<Contribution<'make'>>;
type Variables = NonNullable<Make['variables']>;
type Targets = NonNullable<Make['targets']>;
type Target = Targets[string];

const TITLES: Readonly<Record<(typeof MAKE_SECTIONS)[number], string>> = {
  run: 'Run',
  data: 'Data',
  check: 'Check',
  change: 'Change',
  ship: 'Ship',
};

const HELP = `.PHONY: help
help: ## List the commands.
	@awk 'BEGIN {FS = ":.*## "} \\
		/^##@/ {printf "\\n%s\\n", substr($$0, 5)} \\
		/^[a-z][a-z-]*:.*## / {printf "  %-18s %s\\n", $$1, $$2}' $(MAKEFILE_LIST)`;

/** The Makefile: variables and targets of all patterns, by section. */
export function makefile(context: EmitContext): FileDraft[] {
  const { value, contributors } = contribution(context, 'make');
  const { variables = {}, targets = {} } = value;
  const blocks = [
    '# Commands of the service; `make` alone lists them.',
    printVariables(context, variables, usesImage(targets)),
    '.DEFAULT_GOAL := help',
    ...MAKE_SECTIONS.flatMap(section => printSection(section, targets)),
  ];
  const content = `${blocks.join('\n\n')}\n`;
  return [{ path: 'Makefile', class: 'merged', content, contributors }];
}

function usesImage(targets: Targets): boolean {
  const recipes = Object.values(targets).flatMap(({ run = [] }) => run);
  return recipes.some(command => command.includes('$(IMAGE)'));
}

function printVariables(
  { composition: { service, profile } }: EmitContext,
  variables: Variables,
  image: boolean,
): string {
  const lines = [
    `SERVICE := ${service.name}`,
    'GO ?= go',
    'TOOL := $(GO) tool -modfile=tools/go.mod',
    'VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)',
    ...(image
      ? [`IMAGE ?= ${imageName(service.module, profile?.images?.registry)}`]
      : []),
    ...Object.entries(goSettings(profile)).map(
      ([name, value]) => `export ${name} ?= ${value}`,
    ),
    ...Object.entries(variables).map(([name, variable]) => {
      const doc = variable.doc ? `\n# ${variable.doc}\n` : '';
      const word = variable.export ? 'export ' : '';
      return `${doc}${word}${name} ?= ${variable.value}`;
    }),
  ];
  return lines.join('\n');
}

function printSection(
  section: keyof typeof TITLES,
  targets: Targets,
): string[] {
  const blocks = Object.entries(targets)
    .filter(([, target]) => target.section === section)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, target]) => printTarget(name, target));
  if (section === 'run') blocks.unshift(HELP);
  return blocks.length > 0 ? [`##@ ${TITLES[section]}`, ...blocks] : [];
}

function printTarget(name: string, target: Target): string {
  const needs = (target.needs ?? []).map(need => ` ${need}`).join('');
  const help = target.help ? ` ## ${target.help}` : '';
  const recipe = (target.run ?? []).map(
    command => `\t${command.trimEnd().replaceAll('\n', '\n\t\t')}`,
  );
  const environment = Object.entries(target.environment ?? {}).map(
    ([key, value]) => `${name}: export ${key} := ${value}`,
  );
  return [
    `.PHONY: ${name}`,
    ...environment,
    `${name}:${needs}${help}`,
    ...recipe,
  ].join('\n');
}
