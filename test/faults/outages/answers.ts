import assert from 'node:assert/strict';
import type { Answer } from './clients';

/** The time from which a store was away until the service was well again. */
export interface Outage {
  readonly of: 'postgres' | 'redis';
  readonly from: number;
  readonly to: number;
}

/** Every answer is one that may be given at its time. */
export function assertAnswers(
  answers: readonly Answer[],
  outages: readonly Outage[],
): void {
  const others = answers.filter(
    answer => !isGood(answer) && !isRefusal(answer, outages),
  );
  assert.deepEqual(
    others.slice(0, 10).map(answer => ({
      ...answer,
      began: sinceOutage(answer, outages),
      ended: answer.ended - answer.began,
    })),
    [],
    `${others.length} of ${answers.length} answers`,
  );
  for (const { from, to, of } of outages) {
    const during = answers.filter(
      ({ began, ended }) => began >= from && ended <= to,
    );
    const refused = during.filter(answer => !isGood(answer));
    assert.ok(during.length > 0, `requests were made without ${of}`);
    assert.equal(refused.length > 0, of === 'postgres', `without ${of}`);
  }
}

function isGood({ status }: Answer): boolean {
  return status === 200 || status === 201;
}

/** Whether it is a refusal while PostgreSQL was away, as clients can read it. */
function isRefusal(answer: Answer, outages: readonly Outage[]): boolean {
  return (
    outages.some(
      ({ of, from, to }) =>
        of === 'postgres' && answer.began <= to && answer.ended >= from,
    ) &&
    answer.status === 503 &&
    answer.type === 'application/problem+json' &&
    Number(answer.retryAfter) > 0 &&
    JSON.parse(answer.body).status === 503
  );
}

/** When a request began, for people who read of a failure. */
function sinceOutage({ began }: Answer, outages: readonly Outage[]): string {
  const last = outages.findLast(({ from }) => from <= began);
  return last
    ? `${began - last.from} ms after ${last.of} went, ${
        last.to - last.from
      } ms before it was back`
    : 'before all';
}

/** What came of the outages, in figures. */
export function describe(
  answers: readonly Answer[],
  outages: readonly Outage[],
): string {
  const slowest = (some: readonly Answer[]) =>
    some.reduce((most, each) => Math.max(most, each.ended - each.began), 0);
  const within = outages.map(({ of, from, to }) => {
    const some = answers.filter(each => each.began >= from && each.ended <= to);
    return `${to - from} ms without ${of}: ${some.length} answers, ${
      some.filter(each => !isGood(each)).length
    } refused, the slowest after ${slowest(some)} ms`;
  });
  return `${answers.length} answers; ${within.join('; ')}`;
}
