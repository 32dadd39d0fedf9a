import {
  compactSource,
  layout,
  type LayoutAnswer,
  type LayoutRequest,
  type Scene,
  type Topology,
} from '@golden-path/backstage-plugin-topology-common';

/** A worker, and why it did not start. */
interface Hand {
  worker: Worker;
  problem?: Error;
}

/** One that has nothing to do, or is about to start; none where there are no workers. */
let free: Promise<Hand | undefined> | undefined;
let count = 0;

async function start(): Promise<Hand | undefined> {
  if (typeof Worker === 'undefined') return undefined;
  const { startLayoutWorker } = await import('./layoutWorker');
  const hand: Hand = { worker: startLayoutWorker() };
  hand.worker.onerror = event => {
    event.preventDefault();
    hand.worker.terminate();
    hand.problem = new Error(event.message || 'the worker did not start');
  };
  return hand;
}

function takeFree(): Promise<Hand | undefined> {
  const taken = free ?? start();
  free = undefined;
  return taken;
}

/**
 * Starts what lays large topologies out, beside the page, while what is to be shown is still on its way.
 * Without it, that starts with the first topology that is large enough.
 *
 * @public
 */
export function prepareTopologyView(): void {
  free ??= start();
  // whoever needs it comes to know of it
  free.catch(() => {});
}

/** Gives a request to a worker, which is free again once it has answered. */
function run(
  { worker }: Hand,
  request: LayoutRequest,
  signal: AbortSignal,
): Promise<Scene> {
  return new Promise((resolve, reject) => {
    const stop = () => worker.terminate();
    signal.addEventListener('abort', stop);
    worker.onmessage = ({ data }: MessageEvent<LayoutAnswer>) => {
      if (data.id !== request.id) return;
      signal.removeEventListener('abort', stop);
      free ??= Promise.resolve({ worker });
      if ('scene' in data) resolve(data.scene);
      else reject(new Error(data.problem));
    };
    worker.onerror = event => {
      event.preventDefault();
      worker.terminate();
      reject(new Error(event.message || 'the worker did not start'));
    };
    worker.postMessage(request);
  });
}

/**
 * Lays a topology out beside the page, in a worker; where there is none to be
 * had, or its file may not be loaded from where the portal keeps its assets,
 * on the page. Ending `signal` ends the work, and the promise stays open.
 */
export async function layoutInBackground(
  topology: Topology,
  collapsed: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<Scene> {
  try {
    const hand = await takeFree();
    if (hand?.problem) throw hand.problem;
    if (hand) {
      if (signal.aborted) {
        free ??= Promise.resolve(hand);
        return await new Promise<Scene>(() => {});
      }
      count += 1;
      return await run(
        hand,
        {
          id: count,
          topology: compactSource(topology) ?? topology,
          collapsed,
          follow: true,
        },
        signal,
      );
    }
  } catch {
    // what the worker cannot do is done here, or fails here with its reason
  }
  return layout(topology, { collapsed });
}
