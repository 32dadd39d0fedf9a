import { fileText, paragraphs } from '../lines';
import { GENERATED, imports } from './go';

/**
 * `internal/fixture/servers.go`: what tests put beside the database. Each of the
 * functions is the fixture package's own and returns settings.
 */
export function emitServers(functions: readonly string[]): string {
  const calls = functions.map(name => `${name}(t)`).join(', ');
  return fileText(
    paragraphs(
      [GENERATED],
      ['package fixture'],
      imports('', [
        'testing',
        ...(functions.length > 1 ? ['slices' as const] : []),
      ]),
      functions.length === 0
        ? [
            '// Servers returns the settings of the servers beside the database. There are none.',
            'func Servers(testing.TB) []string { return nil }',
          ]
        : [
            '// Servers returns the settings of the servers beside the database.',
            'func Servers(t testing.TB) []string {',
            't.Helper()',
            functions.length === 1
              ? `return ${calls}`
              : `return slices.Concat(${calls})`,
            '}',
          ],
    ),
  );
}
