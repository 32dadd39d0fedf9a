import type { Manifests } from './model';

/** What differs between meshes. */
export interface MeshParts {
  /** Manifests that only the mesh reads, by file. */
  readonly resources: Readonly<Record<string, object>>;
  /** What brings a pod into the mesh. */
  readonly inside: PodMetadata;
  /** What keeps a pod out of it. */
  readonly outside: PodMetadata;
  /** Annotations of the Service. */
  readonly service?: Readonly<Record<string, string>>;
  /** What the NetworkPolicy has to allow beside what the service needs. */
  readonly ingress: readonly object[];
  readonly egress: readonly object[];
}

/** Labels and annotations of a pod's template. */
export interface PodMetadata {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The namespace that monitoring runs in. */
export const MONITORING = 'monitoring';

/** Methods that change nothing: who repeats them does no harm. */
export const SAFE_METHODS = ['GET', 'HEAD'] as const;

/** TCP ports as the NetworkPolicy lists them. */
export function tcp(...ports: readonly number[]): object[] {
  return ports.map(port => ({ port, protocol: 'TCP' }));
}

/**
 * Numbers of the ports where the kubelet and monitoring ask, as a list in
 * text. Neither has an identity in a mesh, so these stay outside of it.
 */
export function portsOutside({ ports, probes, monitor }: Manifests): string {
  const asked = [...Object.values(probes ?? {}), monitor].map(
    each => each?.port,
  );
  const numbers = Object.entries(ports ?? {})
    .filter(([name]) => asked.includes(name))
    .map(([, { container }]) => container);
  return numbers.join(',');
}
