import { layout } from './layout/layout';
import { LayoutAnswer, LayoutRequest } from './layout/request';

/** The part of a worker's global scope that is used here. */
interface WorkerScope {
  postMessage(answer: LayoutAnswer): void;
  onmessage: ((event: { data: LayoutRequest }) => void) | null;
}

const scope = globalThis as unknown as WorkerScope;

scope.onmessage = ({ data: { id, topology, collapsed } }) => {
  try {
    scope.postMessage({ id, scene: layout(topology, { collapsed }) });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    scope.postMessage({ id, problem: message });
  }
};
