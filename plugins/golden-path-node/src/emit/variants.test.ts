import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  namesOf,
  type Composition,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { EmitContext } from '../plan/draft';
import { gofmt } from '../render/gofmt';
import { TYPED_EMITTERS } from './emitters';
import { settled } from './goldenResources';

const PATTERNS = resolve(__dirname, '../../../../templates/patterns');

/** The resource that the patterns' module is written about. */
const SAMPLE = settled({
  name: 'sample_thing',
  fields: [
    {
      name: 'name',
      type: 'text',
      required: true,
      unique: true,
      sortable: true,
      maxLength: 200,
    },
    {
      name: 'kind',
      type: 'enum',
      values: ['small', 'large'],
      default: 'small',
      required: true,
    },
    {
      name: 'amount',
      type: 'decimal',
      precision: 12,
      scale: 2,
      min: 0,
      required: true,
      sortable: true,
    },
    { name: 'count', type: 'integer', min: 0, max: 1000 },
    { name: 'ready', type: 'boolean', required: true },
    { name: 'at', type: 'time' },
    { name: 'labels', type: 'list', maxItems: 20 },
    { name: 'parent', type: 'reference', resource: 'sample_thing' },
  ],
});

// Imports are of other paths in a service.
const withoutImports = (go: string) => go.replace(/import \([^)]*\)/, '');

function emitted(id: string) {
  const context = {
    composition: {
      service: {
        name: 'sample',
        names: namesOf('sample_service'),
        // The Go of the contract names its own path.
        module: 'goldenpath.dev/patterns/grpc',
      },
      patterns: [],
      resources: SAMPLE,
      upstreams: [],
      ports: ['watches'],
    } as unknown as Composition,
    params: {},
  } as EmitContext;
  return TYPED_EMITTERS[id]?.(context) ?? [];
}

describe('emitters of patterns that the golden service has not', () => {
  it.each([
    ['rows-gorm', 'gorm/postgres', 1],
    ['sqlc', 'sqlc/postgres', 4],
    ['proto', 'grpc', 5],
    ['watch', 'grpc', 1],
    ['events', 'outbox', 1],
    ['outbox-migration', 'postgres-schema', 1],
    ['projected', 'projection', 1],
    ['dto-v2', 'api-versions', 1],
  ])('%s gives what the patterns are tested with', (id, source, count) => {
    const files = emitted(id).filter(({ path }) => path.includes('/'));
    expect(files).toHaveLength(count);
    for (const { path, content } of files) {
      const text = path.endsWith('.go') ? gofmt(content, path) : content;
      const place = resolve(
        PATTERNS,
        source,
        path.replace(/internal\/(postgres\/)?/, ''),
      );
      expect(`${path}\n${withoutImports(text)}`).toBe(
        `${path}\n${withoutImports(readFileSync(place, 'utf8'))}`,
      );
    }
  });
});
