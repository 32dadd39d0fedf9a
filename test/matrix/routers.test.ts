// The same service with each of the routers, as processes that are asked over the
// wire: each has to give the answer that is right, and all of them the same bytes.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  ANSWERS_API_VERSION,
  type Answers,
} from '@golden-path/backstage-plugin-golden-path-common';
import { composed } from '../support/composed';
import {
  buildService,
  startService,
  type RunningService,
} from '../support/goService';
import { startPostgres, type Postgres } from '../support/postgres';
import { exchange, readAnswers, type WireAnswer } from '../support/wire';
import {
  HEADER_TIMEOUT_MS,
  MAX_BODY,
  ORIGIN,
  READ_TIMEOUT_MS,
  REQUEST_ID,
  ROUTER_REQUESTS,
  SLOW_REQUESTS,
  type Expected,
  type RouterRequest,
} from './routerRequests';

const ROUTERS = ['chi', 'net-http', 'echo', 'gin'];
const NAME = 'customers';

/** The answers that give the service with a router. */
function answersWith(router: string): Answers {
  return {
    apiVersion: ANSWERS_API_VERSION,
    goldenPath: 'go-rest-service',
    service: {
      name: NAME,
      owner: 'group:default/commerce',
      module: 'example.com/acme/matrix',
    },
    patterns: { router: [router], data: ['batches'] },
    resources: [
      {
        name: 'customer',
        fields: [
          {
            name: 'email',
            type: 'text',
            format: 'email',
            required: true,
            unique: true,
          },
          { name: 'name', type: 'text' },
        ],
      },
    ],
  };
}

/** Headers of every answer of the service. */
const EVERYWHERE = {
  'content-security-policy': /^default-src 'none'/,
  'x-content-type-options': 'nosniff',
};

/** What a service answered to a request: the bytes that all have to give, and their meaning. */
interface Answered {
  readonly request: RouterRequest;
  readonly alike: string;
  /** What was not as expected. */
  readonly mistakes: readonly string[];
}

let folder: string;
let postgres: Postgres;
const services = new Map<string, RunningService>();
const answered = new Map<string, Answered[]>();

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golden-path-routers-'));
  postgres = await startPostgres();
  for (const router of ROUTERS) {
    const directory = await composed(join(folder, router), answersWith(router));
    const binary = await buildService(directory, NAME);
    const service = await startService(
      binary,
      await postgres.createDatabase(router.replace('-', '_')),
      {
        CORS_ORIGINS: ORIGIN,
        HTTP_HEADER_TIMEOUT: `${HEADER_TIMEOUT_MS}ms`,
        HTTP_READ_TIMEOUT: `${READ_TIMEOUT_MS}ms`,
        HTTP_IDLE_TIMEOUT: `${READ_TIMEOUT_MS}ms`,
        HTTP_MAX_BODY: String(MAX_BODY),
      },
    );
    services.set(router, service);
  }
  await Promise.all(
    [...services].map(async ([router, service]) =>
      answered.set(router, await askEverything(service)),
    ),
  );
});
after(async () => {
  const codes = [];
  for (const service of services.values()) codes.push(await service.stop());
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
  assert.deepEqual(codes, [0, 0, 0, 0]);
});

/** Asks one service everything, each request after the one before; slow ones beside each other. */
async function askEverything(service: RunningService): Promise<Answered[]> {
  const known: Record<string, string> = {};
  const ask = async (request: RouterRequest): Promise<Answered> => {
    const url = request.isForAdmin ? service.adminUrl : service.url;
    const sent = [request.send(known)].flat();
    const came = await exchange(url, sent, request.pauseMs);
    // A server that understands no request does not know either that it has to be brief.
    const isHead =
      sent[0]!.startsWith('HEAD ') && !request.answers.some(({ bare }) => bare);
    const mistakes: string[] = [];
    try {
      const answers = readAnswers(came, isHead);
      mistakes.push(...mistakesOf(request.answers, answers, isHead));
      if (isHead) {
        mistakes.push(...(await unlikeGet(url, sent[0]!, answers[0])));
      }
      for (const [name, read] of Object.entries(request.keep ?? {})) {
        known[name] = read(answers.at(-1)!);
      }
    } catch (error) {
      mistakes.push(String(error));
    }
    return { request, alike: alikeOf(came), mistakes };
  };
  const all: Answered[] = [];
  for (const requests of Object.values(ROUTER_REQUESTS)) {
    if (requests === SLOW_REQUESTS) {
      all.push(...(await Promise.all(requests.map(ask))));
    } else {
      for (const request of requests) all.push(await ask(request));
    }
  }
  return all;
}

/** In what HEAD differs from GET: it has the same status and headers, and no body. */
async function unlikeGet(
  url: string,
  head: string,
  answer: WireAnswer | undefined,
): Promise<string[]> {
  const [got] = readAnswers(await exchange(url, [head.replace('HEAD', 'GET')]));
  const headers = (each: WireAnswer | undefined) => {
    const { date, 'transfer-encoding': coding, ...rest } = each?.headers ?? {};
    return JSON.stringify([each?.status, rest]);
  };
  return headers(answer) === headers(got)
    ? []
    : [`HEAD gives ${headers(answer)}, GET ${headers(got)}`];
}

/** What of the answers is not as expected. */
function mistakesOf(
  expected: readonly Expected[],
  answers: readonly WireAnswer[],
  isHead: boolean,
): string[] {
  const statuses = answers.map(({ status }) => status).join(', ');
  const wanted = expected.map(({ status }) => status).join(', ');
  return statuses === wanted
    ? expected.flatMap((each, index) =>
        mistakesIn(each, answers[index]!, isHead),
      )
    : [`status ${statuses || 'none'} in place of ${wanted || 'none'}`];
}

function mistakesIn(
  expected: Expected,
  answer: WireAnswer,
  isHead: boolean,
): string[] {
  const { status, code, bare = false } = expected;
  const headers = {
    ...(status >= 200 && !bare && { date: /GMT$/ }),
    ...(!bare && { ...EVERYWHERE, 'x-request-id': REQUEST_ID }),
    ...(code && {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
    }),
    ...expected.headers,
  };
  const body = answer.body.toString();
  return [
    ...Object.entries(headers)
      .filter(([name, value]) => !fits(value, answer.headers[name]))
      .map(([name, value]) => `${name}: ${answer.headers[name]}, not ${value}`),
    ...(fits(isHead ? '' : expected.body, body)
      ? []
      : [`${body} is not ${expected.body}`]),
    ...(isHead || bare ? [] : problemMistakes(expected, answer)),
  ];
}

function fits(
  wanted: string | RegExp | null | undefined,
  value: string | undefined,
): boolean {
  if (wanted === undefined) return true;
  if (wanted === null) return value === undefined;
  if (value === undefined) return false;
  return typeof wanted === 'string' ? value === wanted : wanted.test(value);
}

/** Failures are documents, and say what the status says. */
function problemMistakes(
  { status, code }: Expected,
  answer: WireAnswer,
): string[] {
  if (status < 400) return [];
  const document = JSON.parse(answer.body.toString()) as Record<
    string,
    unknown
  >;
  const found = [document.status, document.code, document.request_id];
  const wanted = [status, code, answer.headers['x-request-id']];
  return String(found) === String(wanted)
    ? []
    : [`the document says ${found}, not ${wanted}`];
}

/** All that came, without what differs from one moment, or one row, to the next. */
function alikeOf(came: string): string {
  return (
    came
      .replace(/^Date: .*GMT\r$/gm, 'Date: <date>\r')
      .replace(/\bcreated_at\.[0-9a-f]{16}\.[0-9a-f]{32}\b/g, '<cursor>')
      .replace(/\b[0-9a-f]{32}\b/g, '<request id>')
      .replace(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '<id>')
      .replace(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, '"<time>"')
      // Times have fewer digits where the last of them are zeros; that lengths are those of the bodies was seen.
      .replace(/^Content-Length: [1-9]\d*\r$/gm, 'Content-Length: <length>\r')
  );
}

describe('every router, over the wire', () => {
  for (const router of ROUTERS) {
    describe(router, () => {
      for (const [what, requests] of Object.entries(ROUTER_REQUESTS)) {
        it(`${what}, ${requests.length} requests`, () => {
          const mistakes = answered
            .get(router)!
            .filter(({ request }) => requests.includes(request))
            .flatMap(({ request, mistakes: all }) =>
              all.map(mistake => `${request.what}: ${mistake}`),
            );
          assert.deepEqual(mistakes, []);
        });
      }
    });
  }

  it('gives the same bytes', context => {
    const [first, ...others] = ROUTERS;
    const differences = answered
      .get(first!)!
      .flatMap(({ request, alike }, index) =>
        others
          .map(other => ({ other, ...answered.get(other)![index]! }))
          .filter(each => each.alike !== alike)
          .map(
            each =>
              `${request.what}: ${each.other} gives ${each.alike}, ${first} ${alike}`,
          ),
      );
    const { size } = answered;
    const count = answered.get(first!)!.length;
    context.diagnostic(
      `${count} requests to ${size} routers, ${differences.length} differences`,
    );
    assert.deepEqual(differences, []);
  });

  it('counts the same requests of the same routes', async () => {
    const counted = await Promise.all(
      [...services.values()].map(async ({ adminUrl }) => {
        const text = await (await fetch(`${adminUrl}/metrics`)).text();
        return text
          .split('\n')
          .filter(line => /^http_(server_)?requests?_total/.test(line))
          .sort();
      }),
    );
    assert.ok(counted[0]!.length > 20, 'no requests are counted');
    for (const each of counted) assert.deepEqual(each, counted[0]);
  });
});
