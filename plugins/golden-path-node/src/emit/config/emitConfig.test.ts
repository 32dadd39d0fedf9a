import type { ConfigKey } from '@golden-path/backstage-plugin-golden-path-common';
import { gofmt } from '../../render/gofmt';
import { emitConfig, envconfigTag, envTag } from './emitConfig';

const KEYS: readonly ConfigKey[] = [
  {
    key: 'RATE_LIMIT_MAX_BODY',
    field: 'RateLimit.MaxBody',
    type: 'bytes',
    default: '1MiB',
    min: '2KiB',
    doc: 'is the largest body.',
  },
  {
    key: 'LOG_FORMAT',
    field: 'Log.Format',
    type: 'string',
    values: ['json', 'text'],
    default: 'json',
    doc: 'is the form.',
  },
  {
    key: 'DATABASE_URL',
    field: 'Database.URL',
    type: 'url',
    secret: true,
    required: true,
    doc: 'names the database.',
  },
  {
    key: 'LOG_FLUSH',
    field: 'Log.Flush',
    type: 'duration',
    min: '5s',
    doc: 'is the time between flushes.',
  },
];

const emitted = (tag: typeof envTag, keys = KEYS) =>
  gofmt(emitConfig('example.com/shop', keys, tag), 'config.go');

describe('emitConfig', () => {
  it('does not depend on the order of the settings', () => {
    expect(emitted(envTag, [...KEYS].reverse())).toBe(emitted(envTag));
  });

  it('takes the section of a variable from its first words', () => {
    const code = emitted(envTag);
    expect(code).toContain('// RateLimit holds the settings RATE_LIMIT_*.');
    expect(code.indexOf('type Database')).toBeLessThan(
      code.indexOf('type Log struct'),
    );
  });

  it('checks least values and choices', () => {
    const code = emitted(envTag);
    expect(code).toContain(
      'settings.AtLeast("RATE_LIMIT_MAX_BODY", c.RateLimit.MaxBody, 2<<10)',
    );
    expect(code).toContain(
      'settings.AtLeast("LOG_FLUSH", c.Log.Flush, 5*time.Second)',
    );
    expect(code).toContain(
      'settings.OneOf("LOG_FORMAT", c.Log.Format, "json", "text")',
    );
  });

  it('prints the tags of either library', () => {
    expect(emitted(envTag)).toContain(
      'URL settings.Secret `env:"DATABASE_URL,required"`',
    );
    expect(emitted(envconfigTag)).toContain(
      'URL settings.Secret `env:"DATABASE_URL, required"`',
    );
    expect(emitted(envconfigTag)).toContain(
      'Format string `env:"LOG_FORMAT, default=json"`',
    );
  });
});
