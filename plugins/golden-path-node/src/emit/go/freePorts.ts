import type { ConfigKey } from '@golden-path/backstage-plugin-golden-path-common';
import { fileText, paragraphs } from '../lines';
import { GENERATED, goText } from './go';

/** `internal/fixture/ports.go`: settings for servers under test. */
export function emitFreePorts(keys: readonly ConfigKey[]): string {
  const addresses = keys
    .map(({ key }) => key)
    .filter(key => key.endsWith('_ADDRESS'))
    .sort();
  return fileText(
    paragraphs(
      [GENERATED],
      ['package fixture'],
      [
        '// FreePorts let every server of the service listen on a free port.',
        'var FreePorts = []string{',
        addresses.map(key => `${goText(`${key}=127.0.0.1:0`)},`),
        '}',
      ],
    ),
  );
}
