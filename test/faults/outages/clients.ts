import { runClients } from '../writing';

const CUSTOMERS = '/api/v1/customers';
const WRITERS = 6;
const READERS = 6;
/** How long a client rests after a failure, as one does that is told to try again later. */
const REST_MS = 20;

/** A customer that one client writes and all read. */
export interface Customer {
  readonly path: string;
  /** The last version of which its writer knows. */
  acknowledged: number;
  /** The address that each version has that the writer knows of. */
  readonly emails: Map<number, string>;
  /** A write of which nobody knows whether it was done. */
  readonly doubtful: Set<string>;
}

/** What one request came to. */
export interface Answer {
  readonly what: 'read' | 'list' | 'write';
  readonly began: number;
  readonly ended: number;
  /** 0 where none came. */
  readonly status: number;
  readonly type: string;
  readonly retryAfter: string | null;
  readonly body: string;
}

/** Clients that write and read until they are told to stop. */
export interface Clients {
  readonly customers: readonly Customer[];
  readonly answers: readonly Answer[];
  /** Readings that were older than what was acknowledged before they began. */
  readonly stale: readonly string[];
  stop(): Promise<void>;
}

/**
 * Starts clients of the replicas at the addresses, which ask them in turn, so that one
 * replica is read of what another wrote. Each request is given up after `patienceMs`.
 */
export function startClients(
  urls: readonly string[],
  patienceMs: number,
): Clients {
  const customers: Customer[] = [];
  const answers: Answer[] = [];
  const stale: string[] = [];
  let going = true;
  let turns = 0;

  async function ask(
    what: Answer['what'],
    path: string,
    init: RequestInit = {},
  ): Promise<{ answer: Answer; headers?: Headers }> {
    const began = Date.now();
    const note = (given: Omit<Answer, 'what' | 'began' | 'ended'>) => {
      const answer = { what, began, ended: Date.now(), ...given };
      answers.push(answer);
      return answer;
    };
    try {
      const url = urls[turns++ % urls.length];
      const response = await fetch(`${url}${path}`, {
        ...init,
        signal: AbortSignal.timeout(patienceMs),
      });
      const body = await response.text();
      const { headers, status } = response;
      const answer = note({
        status,
        type: headers.get('content-type') ?? '',
        retryAfter: headers.get('retry-after'),
        body,
      });
      return { answer, headers };
    } catch (error) {
      const body = String(error);
      return { answer: note({ status: 0, type: '', retryAfter: null, body }) };
    }
  }

  const send = (method: string, path: string, email: string) =>
    ask('write', path, {
      method,
      headers: { 'content-type': 'application/json', 'if-match': '*' },
      body: JSON.stringify({ email }),
    });
  const versionOf = (headers?: Headers) =>
    Number(headers?.get('etag')?.replaceAll('"', ''));
  const rest = () => new Promise(resolve => setTimeout(resolve, REST_MS));

  async function write(name: number): Promise<void> {
    let mine: Customer | undefined;
    for (let turn = 0; going; turn += 1) {
      const email = `c${name}.${turn}@example.com`;
      const { answer, headers } = mine
        ? await send('PUT', mine.path, email)
        : await send('POST', CUSTOMERS, email);
      if (answer.status === 201) {
        mine = {
          path: headers!.get('location')!,
          acknowledged: 1,
          emails: new Map([[1, email]]),
          doubtful: new Set(),
        };
        customers.push(mine);
      } else if (answer.status === 200 && mine) {
        mine.acknowledged = versionOf(headers);
        mine.emails.set(mine.acknowledged, email);
      } else {
        mine?.doubtful.add(email);
        await rest();
      }
    }
  }

  async function read(name: number): Promise<void> {
    for (let turn = name; going; turn += 1) {
      const one = customers[turn % Math.max(1, customers.length)];
      // One of the readers reads lists, which no cache answers.
      if (!one || name === 0) {
        const { answer } = await ask('list', `${CUSTOMERS}?limit=10`);
        if (answer.status !== 200) await rest();
        continue;
      }
      const least = one.acknowledged;
      const { answer, headers } = await ask('read', one.path);
      if (answer.status !== 200) await rest();
      else if (!(versionOf(headers) >= least)) {
        stale.push(`${one.path}: ${versionOf(headers)}, not ${least}`);
      }
    }
  }

  const done = runClients(WRITERS + READERS, n =>
    n < WRITERS ? write(n) : read(n - WRITERS),
  );
  return {
    customers,
    answers,
    stale,
    stop: async () => {
      going = false;
      await done;
    },
  };
}
