import {
  answerTo,
  encodeTopology,
  layout,
  type LayoutRequest,
} from '@golden-path/backstage-plugin-topology-common';
import { waitFor } from '@testing-library/react';
import { shop } from '../__testUtils__/shop';

/** A worker that answers, keeps silent or breaks, as it is told. */
class FakeWorker {
  static behaviour: 'answers' | 'silent' | 'breaks' = 'answers';
  static made: FakeWorker[] = [];
  ended = false;
  requests = 0;
  last?: LayoutRequest;
  onmessage?: (event: { data: unknown }) => void;
  onerror?: (event: { message: string; preventDefault(): void }) => void;

  constructor() {
    FakeWorker.made.push(this);
  }

  postMessage(request: LayoutRequest) {
    this.requests += 1;
    this.last = request;
    const { behaviour } = FakeWorker;
    setTimeout(() => {
      if (behaviour === 'answers') {
        this.onmessage?.({ data: answerTo(request, undefined) });
      }
      if (behaviour === 'breaks') {
        this.onerror?.({ message: 'blocked', preventDefault: () => {} });
      }
    });
  }

  terminate() {
    this.ended = true;
  }
}

jest.mock('./layoutWorker', () => ({
  startLayoutWorker: () => new FakeWorker(),
}));

const none = new Set<string>();
const expected = layout(shop, { collapsed: none });

async function background() {
  const { layoutInBackground } = await import('./background');
  return layoutInBackground;
}

const begun = (workers: number) =>
  waitFor(() => expect(FakeWorker.made).toHaveLength(workers));

describe('a layout beside the page', () => {
  beforeEach(() => {
    jest.resetModules();
    FakeWorker.made = [];
    FakeWorker.behaviour = 'answers';
    Object.assign(globalThis, { Worker: FakeWorker });
  });
  afterEach(() => {
    Reflect.deleteProperty(globalThis, 'Worker');
  });

  it('comes from a worker, which is kept for the next', async () => {
    const run = await background();
    const { signal } = new AbortController();
    expect(await run(shop, none, signal)).toEqual(expected);
    expect(await run(shop, none, signal)).toEqual(expected);
    expect(FakeWorker.made.map(({ requests }) => requests)).toEqual([2]);
  });

  it('is asked for with what a topology was read from, if it was', async () => {
    const run = await background();
    const { signal } = new AbortController();
    const compact = encodeTopology(shop);
    // of the modules that the background has just been loaded with
    const { decodeTopology } = await import(
      '@golden-path/backstage-plugin-topology-common'
    );
    const read = decodeTopology(compact);
    expect(await run(read, none, signal)).toEqual(layout(read));
    expect(FakeWorker.made[0]!.last?.topology).toBe(compact);
    await run(shop, none, signal);
    expect(FakeWorker.made[0]!.last?.topology).toBe(shop);
  });

  it('comes from the worker that was started ahead, or from the page if that did not start', async () => {
    const { prepareTopologyView } = await import('./background');
    prepareTopologyView();
    prepareTopologyView();
    await begun(1);
    const run = await background();
    const { signal } = new AbortController();
    expect(await run(shop, none, signal)).toEqual(expected);
    expect(FakeWorker.made.map(({ requests }) => requests)).toEqual([1]);

    jest.resetModules();
    (await import('./background')).prepareTopologyView();
    await begun(2);
    FakeWorker.made[1]!.onerror?.({ message: '', preventDefault: () => {} });
    expect(await (await background())(shop, none, signal)).toEqual(expected);
    const { requests, ended } = FakeWorker.made[1]!;
    expect({ requests, ended }).toEqual({ requests: 0, ended: true });
  });

  it('ends with its signal', async () => {
    FakeWorker.behaviour = 'silent';
    const run = await background();
    const control = new AbortController();
    run(shop, none, control.signal);
    await begun(1);
    control.abort();
    expect(FakeWorker.made.map(({ ended }) => ended)).toEqual([true]);
  });

  it('is done on the page where no worker can be had, or it may not start', async () => {
    const { signal } = new AbortController();
    FakeWorker.behaviour = 'breaks';
    expect(await (await background())(shop, none, signal)).toEqual(expected);
    Reflect.deleteProperty(globalThis, 'Worker');
    jest.resetModules();
    expect(await (await background())(shop, none, signal)).toEqual(expected);
  });
});
