import { act, renderHook } from '@testing-library/react';
import type { LoadedTopology } from '../source/loadTopology';
import { useLoadedTopology } from './useLoadedTopology';

const loaded = (...names: string[]): LoadedTopology => ({
  topology: {
    boxes: [],
    nodes: names.map(name => ({ id: name, shape: 'service', name, tags: [] })),
    edges: [],
  },
  findings: [],
  indexed: true,
});

const pass = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));

describe('a page that shows what the index has', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('asks again soon while there is nothing, and then now and then', async () => {
    const load = jest.fn<Promise<LoadedTopology>, [LoadedTopology?]>();
    load.mockResolvedValueOnce(loaded()).mockResolvedValue(loaded('orders'));
    const { result } = renderHook(() => useLoadedTopology(load, 'all'));
    await act(async () => {});
    expect(result.current.topology?.nodes).toEqual([]);
    await pass(5_000);
    expect(load).toHaveBeenCalledTimes(2);
    expect(result.current.topology?.nodes).toHaveLength(1);
    await pass(29_000);
    expect(load).toHaveBeenCalledTimes(2);
    await pass(1_000);
    expect(load).toHaveBeenCalledTimes(3);
  });
});
