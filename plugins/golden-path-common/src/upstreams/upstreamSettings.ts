import type { Upstream } from '../composition';
import type { ConfigKey } from '../pattern';

/** The setting that says how often a call of an upstream is tried. @public */
export function attemptsSetting({ names }: Upstream): string {
  return settingOf(names, 'ATTEMPTS');
}

function settingOf({ singular }: Upstream['names'], ending: string): string {
  return `UPSTREAM_${singular.screaming}_${ending}`;
}

/** The settings by which the service finds an upstream and calls it. */
export function upstreamSettings({ name, names }: Upstream): ConfigKey[] {
  const { pascal } = names.singular;
  const setting = (
    ending: string,
    field: string,
    rest: Omit<ConfigKey, 'key' | 'field'>,
  ): ConfigKey => ({
    key: settingOf(names, ending),
    field: `Upstream${pascal}.${field}`,
    ...rest,
  });
  return [
    setting('API_KEY', 'APIKey', {
      type: 'string',
      secret: true,
      doc: `is sent to ${name} in X-API-Key, if it wants one.`,
    }),
    setting('ATTEMPTS', 'Attempts', {
      type: 'int',
      default: '3',
      min: '1',
      doc: `is how often a call of ${name} is tried at most, where that is safe.`,
    }),
    setting('CONCURRENCY', 'Concurrency', {
      type: 'int',
      default: '32',
      min: '1',
      doc: `is how many calls of ${name} may be under way at a time.`,
    }),
    setting('MAX_BODY', 'MaxBody', {
      type: 'bytes',
      default: '1MiB',
      min: '1',
      doc: `is the size up to which answers of ${name} are read.`,
    }),
    setting('TIMEOUT', 'Timeout', {
      type: 'duration',
      default: '2s',
      min: '1ms',
      doc: `is the time that a call of ${name} may take, all attempts together.`,
    }),
    setting('URL', 'URL', {
      type: 'url',
      default: `http://${name}`,
      doc: `is where ${name} answers: http://host:port.`,
    }),
  ];
}
