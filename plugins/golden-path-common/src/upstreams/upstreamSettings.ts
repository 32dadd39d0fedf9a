import type { Upstream } from '../composition';
import type { ConfigKey } from '../pattern';
import { POD_PORTS } from './podPorts';

/** The setting that says how often a call of an upstream is tried. @public */
export function attemptsSetting({ names }: Upstream): string {
  return settingOf(names, 'ATTEMPTS');
}

function settingOf({ singular }: Upstream['names'], ending: string): string {
  return `UPSTREAM_${singular.screaming}_${ending}`;
}

type Setting = (
  ending: string,
  field: string,
  rest: Omit<ConfigKey, 'key' | 'field'>,
) => ConfigKey;

function settingsOf({ names }: Upstream): Setting {
  return (ending, field, rest) => ({
    key: settingOf(names, ending),
    field: `Upstream${names.singular.pascal}.${field}`,
    ...rest,
  });
}

/** The settings by which a gateway asks an upstream. */
export function gatewaySettings(
  upstream: Upstream,
  spreads: Spreads,
): ConfigKey[] {
  const { name, protocol } = upstream;
  const setting = settingsOf(upstream);
  return [
    apiKey(name, setting),
    setting('CONCURRENCY', 'Concurrency', {
      type: 'int',
      default: '256',
      min: '1',
      doc: `is how many requests may be under way at ${name} at a time.`,
    }),
    setting('FORWARD_AUTHORIZATION', 'ForwardAuthorization', {
      type: 'bool',
      default: 'true',
      doc: `lets the Authorization header of clients through to ${name}, which then checks it.`,
    }),
    ...(protocol === 'grpc' ? [maxMessage(name, setting)] : []),
    setting('REQUIRED', 'Required', {
      type: 'bool',
      default: 'false',
      doc: `makes the gateway unready while ${name} cannot be reached.`,
    }),
    ...(protocol === 'http'
      ? [
          setting('STREAMS', 'Streams', {
            type: 'int',
            default: '1024',
            min: '1',
            doc: `is how many streams of ${name} may be open at a time, beside the requests.`,
          }),
        ]
      : []),
    setting('TIMEOUT', 'Timeout', {
      type: 'duration',
      default: '5s',
      min: '1ms',
      doc: `is the time that ${name} may take for an answer.`,
    }),
    urlOf(upstream, setting, addressOf(name, protocol, spreads[protocol])),
  ];
}

function apiKey(name: string, setting: Setting): ConfigKey {
  return setting('API_KEY', 'APIKey', {
    type: 'string',
    secret: true,
    doc: `is sent to ${name} in X-API-Key, if it wants one.`,
  });
}

function maxMessage(name: string, setting: Setting): ConfigKey {
  return setting('MAX_MESSAGE', 'MaxMessage', {
    type: 'bytes',
    default: '4MiB',
    min: '1',
    doc: `is the size up to which answers of ${name} are read.`,
  });
}

function urlOf(
  { name, protocol }: Upstream,
  setting: Setting,
  usual: string,
): ConfigKey {
  return setting('URL', 'URL', {
    type: 'url',
    default: usual,
    doc:
      protocol === 'grpc'
        ? `is where ${name} answers over gRPC: http://host:port, or https; calls are spread over all addresses of the host.`
        : `is where ${name} answers: http://host:port.`,
  });
}

/** Whether the service spreads calls of a protocol over the replicas itself. */
type Spreads = Readonly<Record<Upstream['protocol'], boolean>>;

/** The settings by which the service finds an upstream and calls it. */
export function upstreamSettings(
  upstream: Upstream,
  spreads: Spreads,
): ConfigKey[] {
  const { name, protocol } = upstream;
  const setting = settingsOf(upstream);
  return [
    apiKey(name, setting),
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
    protocol === 'grpc'
      ? maxMessage(name, setting)
      : setting('MAX_BODY', 'MaxBody', {
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
    urlOf(upstream, setting, addressOf(name, protocol, spreads[protocol])),
  ];
}

/** The Service of a composed service, as its manifests name it. */
function addressOf(
  name: string,
  protocol: Upstream['protocol'],
  spread: boolean,
): string {
  if (spread) return `http://${headlessService(name)}:${POD_PORTS[protocol]}`;
  return protocol === 'http' ? `http://${name}` : `http://${name}:9090`;
}

/** The name of the Service whose name leads to each pod. @public */
export function headlessService(name: string): string {
  return `${name}-headless`;
}
