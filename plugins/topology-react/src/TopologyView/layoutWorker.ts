/**
 * Starts the worker that lays out. Bundlers find the file behind this very
 * expression, also in a packed install, where the package has it as an entry
 * of its own.
 */
export const startLayoutWorker = (): Worker =>
  new Worker(
    new URL(
      '@golden-path/backstage-plugin-topology-common/worker',
      import.meta.url,
    ),
    { type: 'module' },
  );
