import { generate } from 'selfsigned';

const DNS_NAME = 2;

/** A certificate for names that only who is told to trusts, and its private key. */
export function certificate(names: readonly string[]) {
  return generate([{ name: 'commonName', value: 'golden-path tests' }], {
    algorithm: 'sha256',
    keySize: 2048,
    days: 2,
    extensions: [
      { name: 'basicConstraints', cA: true },
      {
        name: 'subjectAltName',
        altNames: names.map(value => ({ type: DNS_NAME, value })),
      },
    ],
  });
}
