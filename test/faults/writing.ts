/** How long a client rests when nobody answers, so that it does not take the machine from the service that comes up. */
const REST_MS = 50;

/** A request that changes something. */
export interface Write {
  method: string;
  url: string;
  body?: unknown;
}

/** Writes of clients that go on while services die. */
export interface Writes {
  /** Writes that a service has answered with success. */
  acknowledged(): number;
  /** Failed requests and other answers, by what they were. */
  failures(): ReadonlyMap<string, number>;
  /** The answer of a write that succeeded, its body read; undefined if it failed, and nobody knows how far it came. */
  write(one: Write): Promise<{ path?: string; json(): unknown } | undefined>;
}

/** Begins to count writes. */
export function countWrites(): Writes {
  let acknowledged = 0;
  const failures = new Map<string, number>();
  const fail = (what: string) => {
    failures.set(what, (failures.get(what) ?? 0) + 1);
    return undefined;
  };
  return {
    acknowledged: () => acknowledged,
    failures: () => failures,
    async write({ method, url, body }) {
      try {
        const response = await fetch(url, {
          method,
          headers: { 'content-type': 'application/json', 'if-match': '*' },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        });
        const text = await response.text();
        if (!response.ok) return fail(`status ${response.status}`);
        acknowledged += 1;
        const path = response.headers.get('location');
        return { ...(path && { path }), json: () => JSON.parse(text) };
      } catch {
        await new Promise(resolve => setTimeout(resolve, REST_MS));
        return fail('no answer');
      }
    },
  };
}

/** Runs clients, by their number, side by side. */
export async function runClients(
  count: number,
  client: (number: number) => Promise<void>,
): Promise<void> {
  await Promise.all(Array.from({ length: count }, (_, n) => client(n)));
}
