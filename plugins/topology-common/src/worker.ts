import { LayoutAnswer, LayoutRequest, answerTo } from './layout/request';
import { Scene } from './layout/scene';

/** The part of a worker's global scope that is used here. */
interface WorkerScope {
  postMessage(answer: LayoutAnswer): void;
  onmessage: ((event: { data: LayoutRequest }) => void) | null;
}

const scope = globalThis as unknown as WorkerScope;
let last: Scene | undefined;

scope.onmessage = ({ data }) => {
  const answer = answerTo(data, last);
  if ('scene' in answer) last = answer.scene;
  scope.postMessage(answer);
};
