import type { Manifests } from './model';

/** The source of the ConfigMap: every setting that is no secret. */
export function configEnv({ settings }: Manifests): string {
  const blocks = settings
    .filter(({ secret }) => !secret)
    .map(({ key, doc, default: byDefault }) => {
      const line =
        byDefault === undefined ? `# ${key}=` : `${key}=${byDefault}`;
      return `# ${doc}\n${line}\n`;
    });
  return blocks.join('\n');
}
