import { readFile } from 'node:fs/promises';
import type { ObservedCallsProvider } from '@golden-path/backstage-plugin-topology-node';
import { parse } from 'yaml';
import { z } from 'zod';

const file = z.array(
  z.strictObject({
    client: z.string().min(1),
    server: z.string().min(1),
    protocol: z
      .enum(['http', 'grpc', 'sql', 'cache', 'events', 'other'])
      .optional(),
    rate: z.number().nonnegative(),
    errorShare: z.number().min(0).max(1).optional(),
    p95: z.number().nonnegative().optional(),
  }),
);

/** Reads a list of calls, as another tool wrote it: YAML or JSON. The file is read each time. */
export function fileProvider(options: {
  id: string;
  path: string;
}): ObservedCallsProvider {
  const { id, path } = options;
  return {
    id,
    async observe(_window, { signal }) {
      const text = await readFile(path, { encoding: 'utf8', signal });
      const read = file.safeParse(parse(text));
      if (read.success) return read.data;
      throw new Error(`${path} is wrong: ${z.prettifyError(read.error)}`);
    },
  };
}
