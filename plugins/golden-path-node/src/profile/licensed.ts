import type { ComposedFile } from '@golden-path/backstage-plugin-golden-path-common';

/**
 * The files with the organisation's licence comment before every Go file. An
 * empty line keeps it from being the comment of the package.
 */
export function licensed(
  files: readonly ComposedFile[],
  licence: readonly string[] | undefined,
): ComposedFile[] {
  if (!licence) return [...files];
  const comment = licence.map(line => `// ${line}`.trimEnd()).join('\n');
  return files.map(file =>
    file.path.endsWith('.go')
      ? { ...file, content: `${comment}\n\n${file.content}` }
      : file,
  );
}
