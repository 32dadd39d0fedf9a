import type { Upstream } from '@golden-path/backstage-plugin-golden-path-common';
import { GENERATED, goText, imports } from '../go/go';
import { fileText, paragraphs } from '../lines';

const STAND_INS = { http: 'Server', grpc: 'RPCServer' } as const;

/** `internal/fixture/upstreams.go`: what tests call in their place. */
export function emitStandIns(
  module: string,
  upstreams: readonly Upstream[],
): string {
  return fileText(
    paragraphs(
      [GENERATED],
      ['package fixture'],
      imports(module, ['testing', 'upstreamtest']),
      [
        '// Upstreams returns the settings of stand-ins for the services that are called.',
        'func Upstreams(t testing.TB) []string {',
        't.Helper()',
        'return []string{',
        upstreams.map(
          ({ names, protocol }) =>
            `${goText(
              `UPSTREAM_${names.singular.screaming}_URL=`,
            )} + upstreamtest.${STAND_INS[protocol]}(t),`,
        ),
        '}',
        '}',
      ],
    ),
  );
}
