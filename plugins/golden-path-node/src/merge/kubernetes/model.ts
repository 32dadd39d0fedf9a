import { attemptsSetting } from '@golden-path/backstage-plugin-golden-path-common';
import type {
  Composition,
  ConfigKey,
  Contribution,
} from '@golden-path/backstage-plugin-golden-path-common';
import { imageName } from '../imageName';

type Kubernetes = Partial<Contribution<'kubernetes'>>;

/** Fewest and most replicas of an environment. */
export const REPLICAS = {
  prod: { min: 2, max: 6 },
  dev: { min: 1, max: 2 },
} as const;

/** Pods that a rollout adds for a moment. */
export const SURGE = 1;

/** The folder of the manifests in a service. */
export const MANIFESTS = 'deploy/kubernetes';

/** What all manifests are printed from. */
export interface Manifests extends Kubernetes {
  readonly name: string;
  readonly system: string | undefined;
  readonly image: string;
  /** Labels of the organisation. */
  readonly labels: Readonly<Record<string, string>>;
  readonly settings: readonly ConfigKey[];
  /** Settings that say how often calls of other services are tried. */
  readonly attempts: readonly string[];
}

/** Joins the composition with what patterns contribute. */
export function manifestsOf(
  composition: Composition,
  contributed: Kubernetes,
): Manifests {
  const { service, config, profile } = composition;
  return {
    ...contributed,
    name: service.name,
    system: service.system,
    image: imageName(service.module, profile?.images?.registry),
    labels: profile?.labels ?? {},
    settings: config,
    attempts: attemptsOf(composition),
  };
}

/** A gateway tries nothing again. No method of gRPC says of itself that it is safe: meshes try none again. */
function attemptsOf({ ports, upstreams }: Composition): string[] {
  return ports.includes('proxies')
    ? []
    : upstreams
        .filter(({ protocol }) => protocol === 'http')
        .map(attemptsSetting);
}

/** Labels by which the pods of a part are found; never changed later. */
export function selector(
  { name }: Manifests,
  component: 'server' | 'migration',
): Record<string, string> {
  return {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/component': component,
  };
}
