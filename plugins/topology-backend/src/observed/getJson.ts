import { ResponseError } from '@backstage/errors';

/** The JSON at an address. @throws Error with what the server answered, if that is no success */
export async function getJson(
  address: URL,
  options: { token?: string; signal: AbortSignal },
): Promise<unknown> {
  const { token, signal } = options;
  const response = await fetch(address, {
    signal,
    headers: {
      accept: 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
  });
  if (!response.ok) throw await ResponseError.fromResponse(response);
  return response.json();
}
