const REGISTRIES: Readonly<Record<string, string>> = {
  'github.com': 'ghcr.io',
  'gitlab.com': 'registry.gitlab.com',
};

/**
 * The name of the container image: below the registry that is named, or where
 * the host of the module keeps images, or the module path itself for hosts
 * that we do not know, without what only Git's addresses have.
 */
export function imageName(modulePath: string, registry?: string): string {
  const [host = '', ...path] = modulePath.toLowerCase().split('/');
  const isAddress = path.at(-1)?.endsWith('.git');
  const rest = path
    .filter(part => !isAddress || (part !== '_git' && part !== 'scm'))
    .map(part => part.replace(/^~|\.git$/g, ''));
  if (registry !== undefined) return [registry, ...rest.slice(-1)].join('/');
  return [REGISTRIES[host] ?? host, ...rest].join('/');
}
