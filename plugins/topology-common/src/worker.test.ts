import { landscape } from './__testUtils__/landscape';
import { encodeTopology } from './api/compact';
import { layout } from './layout/layout';
import { LayoutAnswer, LayoutRequest } from './layout/request';
import { Scene } from './layout/scene';

/** Loads the worker into a scope of its own, as a browser does; messages are cloned on their way. */
function startWorker(): (request: LayoutRequest) => LayoutAnswer {
  const answers: LayoutAnswer[] = [];
  const scope = globalThis as unknown as {
    onmessage?: (event: { data: LayoutRequest }) => void;
    postMessage?: (answer: LayoutAnswer) => void;
  };
  scope.postMessage = answer => answers.push(structuredClone(answer));
  jest.isolateModules(() => require('./worker'));
  const { onmessage } = scope;
  return request => {
    onmessage?.({ data: structuredClone(request) });
    const answer = answers.pop();
    if (!answer) throw new Error('no answer');
    return answer;
  };
}

function sceneOf(answer: LayoutAnswer): Scene {
  if ('problem' in answer) throw new Error(answer.problem);
  return answer.scene;
}

describe('worker', () => {
  it('answers with the scene that layout gives, and its id', () => {
    const ask = startWorker();
    const topology = landscape(20);
    const collapsed = new Set(['system:default/system-1']);
    const answer = ask({ id: 7, topology, collapsed });
    expect(answer.id).toBe(7);
    expect(sceneOf(answer)).toEqual(layout(topology, { collapsed }));
  });

  it('takes a topology in its compact form', () => {
    const ask = startWorker();
    const topology = landscape(20);
    const compact = encodeTopology(topology);
    expect(sceneOf(ask({ id: 1, topology: compact }))).toEqual(
      layout(topology),
    );
  });

  it('keeps the places of its last scene on request', () => {
    const ask = startWorker();
    const topology = landscape(20);
    const previous = sceneOf(ask({ id: 1, topology }));
    const collapsed = new Set(['system:default/system-0']);
    const next = { topology, collapsed };
    const followed = sceneOf(ask({ id: 2, ...next, follow: true }));
    expect(followed).toEqual(layout(topology, { collapsed, previous }));
    expect(sceneOf(ask({ id: 3, ...next }))).toEqual(
      layout(topology, { collapsed }),
    );
  });

  it('says what it cannot do, and goes on', () => {
    const ask = startWorker();
    const broken = { id: 1, topology: {} } as LayoutRequest;
    expect(ask(broken)).toEqual({ id: 1, problem: expect.any(String) });
    expect(ask({ id: 2, topology: landscape(4) })).toHaveProperty('scene');
  });
});

describe('a scene', () => {
  it('is the same after a way as JSON: a server may lay out', () => {
    const scene = layout(landscape(40));
    expect(JSON.parse(JSON.stringify(scene))).toEqual(scene);
  });
});
