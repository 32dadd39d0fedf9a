import type { Contribution } from '@golden-path/backstage-plugin-golden-path-common';

/** Whether the service needs servers beside it, which `make up` starts. */
export function hasServers({ run }: Partial<Contribution<'readme'>>): boolean {
  return run?.includes('make up') ?? false;
}
