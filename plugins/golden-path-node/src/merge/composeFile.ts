import type { Contribution } from '@golden-path/backstage-plugin-golden-path-common';
import type { EmitContext, FileDraft } from '../plan';
import { contribution } from './contribution';
import { printYaml } from './yaml';
import type { YamlRemark } from './yaml';

type Compose = Partial<Contribution<'compose'>>;
type Service = NonNullable<Compose['services']>[string];

/**
 * compose.yaml: what the service needs on a laptop, and the service itself, if it
 * has an image. A service that needs nothing and has none gets no such file.
 */
export function composeFile(context: EmitContext): FileDraft[] {
  const { value, contributors } = contribution(context, 'compose');
  const { services = {}, volumes = [] } = value;
  // What is only added to, such as ports, waits until something runs there.
  const own = services.app?.own === true;
  const names = Object.keys(services)
    .filter(name => (own && services[name]?.own) || services[name]?.image)
    .sort();
  if (names.length === 0) return [];
  const beside = names.filter(name => services[name]?.image);
  const content = printYaml(
    {
      name: context.composition.service.name,
      services: Object.fromEntries(
        names.map(name => [name, printedService(services[name] ?? {}, value)]),
      ),
      ...(volumes.length > 0 && {
        volumes: Object.fromEntries(volumes.map(name => [name, {}])),
      }),
    },
    remarks(beside, own, volumes),
  );
  return [{ path: 'compose.yaml', class: 'merged', content, contributors }];
}

function remarks(
  beside: readonly string[],
  own: boolean,
  volumes: readonly string[],
): YamlRemark[] {
  const start = `  docker compose up --wait ${beside.join(' ')}`;
  const whole = '  docker compose up --build';
  const width = Math.max(start.length, whole.length) + 4;
  const lines = [
    "A laptop's copy of what the service needs.",
    ...(beside.length > 0
      ? [`${start.padEnd(width)}without the service, for \`make run\``]
      : []),
    ...(own ? [`${whole.padEnd(width)}the whole service`] : []),
  ];
  return [
    { path: [], text: lines.join('\n') },
    { path: ['services'], space: true },
    ...(volumes.length > 0 ? [{ path: ['volumes'], space: true }] : []),
  ];
}

function printedService(service: Service, compose: Compose): object {
  const { own, networkOf, dependsOn, ...rest } = service;
  const waits = { ...(own && compose.dependsOn), ...dependsOn };
  return {
    ...(own && {
      build: { context: '.', dockerfile: 'deploy/docker/Dockerfile' },
      environment: compose.environment,
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    }),
    ...rest,
    ...(networkOf && { network_mode: `service:${networkOf}` }),
    ...(Object.keys(waits).length > 0 && {
      depends_on: Object.fromEntries(
        Object.entries(waits).map(([name, condition]) => [name, { condition }]),
      ),
    }),
  };
}
