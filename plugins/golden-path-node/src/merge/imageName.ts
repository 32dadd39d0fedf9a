const REGISTRIES: Readonly<Record<string, string>> = {
  'github.com': 'ghcr.io',
  'gitlab.com': 'registry.gitlab.com',
};

/**
 * The name of the container image: where the host of the module keeps images,
 * or the module path itself for hosts that we do not know.
 */
export function imageName(modulePath: string): string {
  const [host = '', ...rest] = modulePath.toLowerCase().split('/');
  return [REGISTRIES[host] ?? host, ...rest].join('/');
}
