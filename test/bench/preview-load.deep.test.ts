// Twenty people fill in the wizard at one time, each with a service of ten
// resources. Prints how long previews take, how late the portal's event loop
// gets and what a preview costs the processors. Other work on the machine adds to
// the first two, so only the third is held to a limit.
import type {
  Answers,
  PreviewResponse,
} from '@golden-path/backstage-plugin-golden-path-common';
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test, type TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { orderAnswers } from '../support/answers';
import { startPortal, type Portal } from '../support/portal';

const PEOPLE = 20;
const EDITS = 15;
/** The wizard asks once the answers were still for this long. */
const QUIET_MS = 300;
/** A person types and looks for this long, more or less. */
const THINK_MS = 1200;
/** Twenty people who ask every 1.5 s leave half a processor idle. */
const MOST_CPU_MS = 75;

let portal: Portal;
let home: string;
let socket: string;
let token: string;

before(async () => {
  home = await mkdtemp(join(tmpdir(), 'golden-path-bench-'));
  socket = join(home, 'event-loop');
  portal = await startPortal({
    env: {
      NODE_OPTIONS: `--require ${join(__dirname, 'eventLoopProbe.cjs')}`,
      EVENT_LOOP_SOCKET: socket,
    },
  });
  token = await portal.token();
});
after(async () => {
  await portal?.stop();
  await rm(home, { recursive: true, force: true });
});

/** What a person has after some edits: each changes one field of one resource. */
function answersAfter(edits: number, person: number): Answers {
  const answers = orderAnswers(`service-${letter(person)}`);
  answers.resources = Array.from({ length: 10 }, (_, index) => ({
    name: `thing-${letter(index)}`,
    fields: [
      {
        name: 'number',
        type: 'text',
        required: true,
        unique: true,
        maxLength: index === edits % 10 ? 20 + edits : 20,
      },
      { name: 'total', type: 'decimal', precision: 12, scale: 2, min: '0' },
      { name: 'status', type: 'enum', values: ['draft', 'paid', 'shipped'] },
      { name: 'placed_at', type: 'time' },
      { name: 'quantity', type: 'integer', min: 0 },
      { name: 'note', type: 'text', maxLength: 500 },
      { name: 'email', type: 'text', format: 'email', maxLength: 200 },
      { name: 'active', type: 'boolean', default: true },
    ],
  }));
  return answers;
}

function letter(index: number): string {
  return String.fromCharCode(97 + index);
}

/** Asks for a preview as the wizard does; how long it took, in milliseconds. */
async function preview(answers: Answers): Promise<number> {
  const start = performance.now();
  const response = await fetch(`${portal.url}/api/golden-path/previews`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ answers }),
  });
  const text = await response.text();
  const took = performance.now() - start;
  assert.equal(response.status, 200, text);
  const body = JSON.parse(text) as PreviewResponse;
  assert.deepEqual(body.problems, []);
  assert.match(body.preview?.hash ?? '', /^[0-9a-f]{64}$/);
  return took;
}

/** Of the portal since it was asked last, in milliseconds. */
interface Figures {
  /** How late the event loop was. */
  p99: number;
  max: number;
  /** What all threads computed. */
  cpu: number;
  /** How long the main thread was busy. */
  active: number;
}

async function eventLoop(): Promise<Figures> {
  return new Promise((resolve, reject) => {
    request({ socketPath: socket }, response => {
      let text = '';
      response.setEncoding('utf8').on('data', chunk => {
        text += chunk;
      });
      response.on('end', () => resolve(JSON.parse(text)));
    })
      .on('error', reject)
      .end();
  });
}

async function report(
  context: TestContext,
  what: string,
  times: number[],
): Promise<number> {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.ceil(share * sorted.length) - 1]?.toFixed(0);
  const { p99, max, cpu, active } = await eventLoop();
  const each = cpu / times.length;
  context.diagnostic(
    `${what}: ${times.length} previews, p50 ${at(0.5)} ms, p95 ${at(
      0.95,
    )} ms, p99 ${at(0.99)} ms; event loop late by p99 ${p99.toFixed(
      0,
    )} ms, at most ${max.toFixed(0)} ms; ${each.toFixed(
      1,
    )} ms of CPU a preview, the main thread busy for ${(
      active / times.length
    ).toFixed(1)} ms of them`,
  );
  return each;
}

const everybody = Array.from({ length: PEOPLE }, (_, person) => person);

test('a first preview for each of twenty people, all at the same moment', async context => {
  await preview(orderAnswers());
  await eventLoop();
  const times = await Promise.all(
    everybody.map(person => preview(answersAfter(0, person))),
  );
  await report(context, 'first', times);
});

test('twenty people edit, each at their own pace', async context => {
  const work = async (person: number) => {
    const times: number[] = [];
    for (let edit = 1; edit <= EDITS; edit += 1) {
      await pause(QUIET_MS + 2 * THINK_MS * Math.random());
      times.push(await preview(answersAfter(edit, person)));
    }
    return times;
  };
  await eventLoop();
  const times = await Promise.all(everybody.map(work));
  const cpu = await report(context, 'editing', times.flat());
  assert.ok(cpu < MOST_CPU_MS, `${cpu} ms of CPU a preview`);
});

test('twenty people edit, all at the same moment', async context => {
  const times: number[] = [];
  await eventLoop();
  for (let edit = EDITS + 1; edit <= EDITS + 5; edit += 1) {
    const moment = everybody.map(person => preview(answersAfter(edit, person)));
    times.push(...(await Promise.all(moment)));
  }
  await report(context, 'same moment', times);
});
