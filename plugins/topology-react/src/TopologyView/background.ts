import {
  layout,
  type LayoutAnswer,
  type LayoutRequest,
  type Scene,
  type Topology,
} from '@golden-path/backstage-plugin-topology-common';

/** A worker and the request that it is at. */
interface Job {
  worker: Worker;
  request: LayoutRequest;
  resolve(scene: Scene): void;
  reject(error: Error): void;
}

let idle: Worker | undefined;
let count = 0;

async function freeWorker(): Promise<Worker | undefined> {
  const worker = idle;
  idle = undefined;
  if (worker || typeof Worker === 'undefined') return worker;
  const { startLayoutWorker } = await import('./layoutWorker');
  return startLayoutWorker();
}

function run({ worker, request, resolve, reject }: Job): void {
  worker.onmessage = ({ data }: MessageEvent<LayoutAnswer>) => {
    if (data.id !== request.id) return;
    idle ??= worker;
    if ('scene' in data) resolve(data.scene);
    else reject(new Error(data.problem));
  };
  worker.onerror = event => {
    event.preventDefault();
    worker.terminate();
    reject(new Error(event.message || 'the worker did not start'));
  };
  worker.postMessage(request);
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
    const worker = await freeWorker();
    if (worker) {
      count += 1;
      const request = { id: count, topology, collapsed, follow: true };
      return await new Promise<Scene>((resolve, reject) => {
        signal.addEventListener('abort', () => {
          if (idle !== worker) worker.terminate();
        });
        if (!signal.aborted) run({ worker, request, resolve, reject });
      });
    }
  } catch {
    // what the worker cannot do is done here, or fails here with its reason
  }
  return layout(topology, { collapsed });
}
