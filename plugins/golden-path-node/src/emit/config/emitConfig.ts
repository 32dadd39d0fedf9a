import type { ConfigKey } from '@golden-path/backstage-plugin-golden-path-common';
import { GENERATED, goText, imports } from '../go/go';
import type { GoPackage } from '../go/packages';
import { fileText, paragraphs, type Text } from '../lines';
import { sections, type Section, type Setting } from './settings';

/** The tag by which a library finds the variable of a field. */
export type ConfigTag = (key: ConfigKey) => string;

/** The tag of caarlos0/env. */
export const envTag: ConfigTag = ({ key, required, default: value }) => {
  const options = required ? ',required' : '';
  const preset = value === undefined ? '' : ` envDefault:${goText(value)}`;
  return `env:"${key}${options}"${preset}`;
};

/** The tag of sethvargo/go-envconfig. */
export const envconfigTag: ConfigTag = ({ key, required, default: value }) => {
  const options = required ? ', required' : '';
  const preset = value === undefined ? '' : `, default=${value}`;
  return `env:${goText(`${key}${options}${preset}`)}`;
};

/** `internal/config/config.go`: the settings as a struct, read and checked. */
export function emitConfig(
  module: string,
  keys: readonly ConfigKey[],
  tag: ConfigTag,
): string {
  const all = sections(keys);
  const checks = all.flatMap(({ name, settings }) =>
    settings.flatMap(setting => check(name, setting)),
  );
  const types = keys.map(goType);
  const needs: GoPackage[] = [
    'errors',
    'fmt',
    'environment',
    ...(types.includes('time.Duration') ? (['time'] as const) : []),
    ...([...types, ...checks].some(code => code.includes('settings.'))
      ? (['settings'] as const)
      : []),
  ];
  return fileText(
    paragraphs(
      [GENERATED],
      [
        "// Package config reads the service's settings from the environment.",
        'package config',
      ],
      imports(module, needs),
      [
        '// Config holds the settings of the service.',
        'type Config struct {',
        all.map(({ name }) => `${name} ${name}`),
        '}',
      ],
      ...all.map(section => sectionStruct(section, tag)),
      load(all),
      checkFunction(checks),
    ),
  );
}

function sectionStruct(
  { name, prefix, settings }: Section,
  tag: ConfigTag,
): Text {
  return [
    `// ${name} holds the settings ${prefix}_*.`,
    `type ${name} struct {`,
    settings.map(setting => [
      `// ${setting.name} ${setting.key.doc}`,
      `${setting.name} ${goType(setting.key)} ${literal(tag(setting.key))}`,
    ]),
    '}',
  ];
}

function load(all: readonly Section[]): Text {
  return [
    '// Load reads the settings from environ, a list of NAME=value. It reports every mistake:',
    '// first values that cannot be read, then those that are out of their range.',
    'func Load(environ []string) (Config, error) {',
    'var config Config',
    'variables := environment.Variables(environ)',
    'err := errors.Join(',
    all.map(({ name }) => `environment.Read(variables, &config.${name}),`),
    ')',
    'if err == nil {',
    'err = config.check()',
    '}',
    'if err != nil {',
    'return Config{}, fmt.Errorf("configuration: %w", err)',
    '}',
    'return config, nil',
    '}',
  ];
}

function checkFunction(checks: readonly string[]): Text {
  return [
    '// check reports settings that are out of their range.',
    'func (c Config) check() error {',
    'return errors.Join(',
    checks,
    ')',
    '}',
  ];
}

function check(section: string, { key, name }: Setting): string[] {
  const value = `${goText(key.key)}, c.${section}.${name}`;
  return [
    ...(key.min === undefined
      ? []
      : [`settings.AtLeast(${value}, ${least(key)}),`]),
    ...(key.values === undefined
      ? []
      : [`settings.OneOf(${value}, ${key.values.map(goText).join(', ')}),`]),
  ];
}

const DURATIONS: readonly (readonly [string, string])[] = [
  ['ms', 'time.Millisecond'],
  ['s', 'time.Second'],
  ['m', 'time.Minute'],
  ['h', 'time.Hour'],
];

const BYTES: Readonly<Record<string, number>> = { KiB: 10, MiB: 20, GiB: 30 };

/** The least value as a Go constant: `1ms` is `time.Millisecond`. */
function least({ min = '0', type }: ConfigKey): string {
  const [, count = min, unit = ''] = /^(\d+)([A-Za-z]+)$/.exec(min) ?? [];
  if (type === 'bytes' && unit !== '') {
    return `${count} << ${BYTES[unit]}`;
  }
  const duration = DURATIONS.find(([suffix]) => suffix === unit)?.[1];
  if (type !== 'duration' || duration === undefined) {
    return count;
  }
  return count === '1' ? duration : `${count} * ${duration}`;
}

function goType({ type, secret }: ConfigKey): string {
  if (secret) {
    return 'settings.Secret';
  }
  switch (type) {
    case 'string':
    case 'url':
      return 'string';
    case 'int':
    case 'bool':
      return type;
    case 'duration':
      return 'time.Duration';
    case 'bytes':
      return 'settings.Bytes';
    case 'float':
      return 'float64';
    case 'strings':
      return '[]string';
    case 'networks':
      return '[]settings.Network';
    default:
      return type satisfies never;
  }
}

/** A tag between backquotes, unless it holds one. */
function literal(tag: string): string {
  return tag.includes('`') ? goText(tag) : `\`${tag}\``;
}
