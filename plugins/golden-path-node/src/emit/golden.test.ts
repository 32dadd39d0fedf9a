import {
  namesOf,
  patternManifestSchema,
  type Composition,
  type ConfigKey,
} from '@golden-path/backstage-plugin-golden-path-common';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { LOCK_PATH } from '../lock';
import type { EmitContext } from '../plan/draft';
import { gofmt } from '../render/gofmt';
import { TYPED_EMITTERS } from './emitters';
import { goldenResources } from './goldenResources';
import { parse } from 'yaml';

const GOLDEN = resolve(__dirname, '../../../../test/golden/orders');

const PATTERNS = resolve(__dirname, '../../../../templates/patterns');

/** The settings of the patterns that the golden service has. */
function goldenSettings(): ConfigKey[] {
  const lock = readFileSync(resolve(GOLDEN, LOCK_PATH), 'utf8');
  return Object.keys(parse(lock).patterns).flatMap(id => {
    const manifest = resolve(PATTERNS, id, 'pattern.yaml');
    return patternManifestSchema.parse(parse(readFileSync(manifest, 'utf8')))
      .config;
  });
}

function emitted(id: string) {
  const composition = {
    patterns: [],
    service: {
      name: 'orders',
      names: namesOf('orders'),
      owner: 'group:default/checkout',
      module: 'github.com/acme/orders',
    },
    resources: goldenResources(),
    upstreams: [],
    config: goldenSettings(),
  } as unknown as Composition;
  const pack = { catalogue: { patterns: [], goldenPaths: [] } };
  const context = { composition, pack, params: {} } as unknown as EmitContext;
  return TYPED_EMITTERS[id]?.(context) ?? [];
}

describe('emitters', () => {
  it.each([
    'model',
    'validate',
    'rules',
    'rows',
    'dto',
    'migrations-goose',
    'fixture',
    'contract',
    'config-env',
  ])('%s gives the golden service byte for byte', id => {
    const files = emitted(id);
    expect(files.length).toBeGreaterThan(0);
    for (const { path, content } of files) {
      const text = path.endsWith('.go') ? gofmt(content, path) : content;
      expect(`${path}\n${text}`).toBe(
        `${path}\n${readFileSync(resolve(GOLDEN, path), 'utf8')}`,
      );
    }
  });
});
