import { renderHook, waitFor } from '@testing-library/react';
import { shop } from '../__testUtils__/shop';
import { useInsights } from './useInsights';

describe('insights', () => {
  it('are looked for once the topology is drawn', async () => {
    const setTimer = jest.spyOn(globalThis, 'setTimeout');
    const { result, rerender } = renderHook(
      ({ isDrawing }) => useInsights(shop, isDrawing),
      { initialProps: { isDrawing: true } },
    );
    expect(setTimer).not.toHaveBeenCalled();
    expect(result.current).toEqual([]);
    rerender({ isDrawing: false });
    await waitFor(() => expect(result.current).not.toEqual([]));
    setTimer.mockRestore();
  });
});
