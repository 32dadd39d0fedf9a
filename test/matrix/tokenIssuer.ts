import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Who signs tokens that a composed service believes. */
export interface TokenIssuer {
  /** The settings by which a service believes it. */
  readonly settings: Record<string, string>;
  /** The header of a caller with scopes, separated by spaces. */
  caller(subject: string, scope: string): { authorization: string };
  stop(): void;
}

/** Signs tokens for an audience, and serves the key that they are checked with. */
export async function startTokenIssuer(audience: string): Promise<TokenIssuer> {
  const issuer = 'https://issuer.example';
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'one' };
  const server = createServer((_, answer) =>
    answer.end(JSON.stringify({ keys: [jwk] })),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const part = (value: object) =>
    Buffer.from(JSON.stringify(value)).toString('base64url');
  return {
    settings: {
      AUTH_ISSUER: issuer,
      AUTH_AUDIENCE: audience,
      AUTH_KEYS_URL: `http://127.0.0.1:${port}`,
    },
    caller: (subject, scope) => {
      const signed = `${part({ alg: 'EdDSA', kid: 'one' })}.${part({
        iss: issuer,
        aud: audience,
        sub: subject,
        scope,
        exp: Math.floor(Date.now() / 1000) + 600,
      })}`;
      const signature = sign(null, Buffer.from(signed), privateKey);
      return {
        authorization: `Bearer ${signed}.${signature.toString('base64url')}`,
      };
    },
    stop: () => void server.close(),
  };
}
