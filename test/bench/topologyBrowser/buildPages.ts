import { join } from 'node:path';
import { rspack } from '@rspack/core';

const ROOT = join(__dirname, '..', '..', '..');

const typescript = (jsx: boolean) => ({
  loader: 'builtin:swc-loader',
  options: {
    jsc: {
      parser: { syntax: 'typescript', tsx: jsx },
      transform: { react: { runtime: 'automatic' } },
      target: 'es2022',
    },
  },
});

/** Builds the pages as a portal's app is built for production. */
export async function buildPages(into: string): Promise<void> {
  const compiler = rspack({
    mode: 'production',
    context: ROOT,
    entry: join(__dirname, 'portal.tsx'),
    output: { path: into, publicPath: '/static/', clean: true },
    devtool: false,
    resolve: {
      extensions: ['.tsx', '.ts', '.mjs', '.js', '.json'],
      // the catalog's export to CSV and ELK's worker are not opened here
      fallback: { stream: false, 'web-worker': false },
    },
    experiments: { css: true },
    module: {
      parser: { 'css/auto': { namedExports: false } },
      rules: [
        { test: /\.tsx$/, use: typescript(true) },
        { test: /\.ts$/, use: typescript(false) },
        { test: /\.css$/, type: 'css/auto' },
        { test: /\.(svg|png|woff2?|eot|ttf|md)$/, type: 'asset/resource' },
        { test: /\.m?js$/, resolve: { fullySpecified: false } },
      ],
    },
  });
  await new Promise<void>((resolve, reject) =>
    compiler.run((error, stats) => {
      compiler.close(() => {});
      if (error) reject(error);
      else if (stats?.hasErrors()) {
        reject(new Error(stats.toString({ preset: 'errors-only' })));
      } else resolve();
    }),
  );
}
