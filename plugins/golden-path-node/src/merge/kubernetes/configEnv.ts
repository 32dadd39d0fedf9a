import { meaningOf, sortedSettings } from '../settings';
import type { Manifests } from './model';

/** The source of the ConfigMap: every setting that is no secret. */
export function configEnv({ settings }: Manifests): string {
  const blocks = sortedSettings(settings)
    .filter(({ secret }) => !secret)
    .map(setting => {
      const { key, default: byDefault } = setting;
      const line =
        byDefault === undefined ? `# ${key}=` : `${key}=${byDefault}`;
      return `# ${meaningOf(setting)}\n${line}\n`;
    });
  return blocks.join('\n');
}
