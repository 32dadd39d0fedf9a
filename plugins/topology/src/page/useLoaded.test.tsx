import { act, renderHook } from '@testing-library/react';
import { useLoaded } from './useLoaded';

const PAUSE_MS = 1000;

let renders = 0;

/** What is loaded is the newest of these; each time but the first is after a pause. */
function renderLoaded(values: object[]) {
  const load = jest.fn(async (last?: object) => values.shift() ?? last!);
  const hook = renderHook(() => {
    renders += 1;
    return useLoaded(load, 'subject', '', () => PAUSE_MS);
  });
  return { ...hook, load };
}

const pass = () => act(() => jest.advanceTimersByTimeAsync(PAUSE_MS));

function show(hidden: boolean) {
  jest.spyOn(document, 'hidden', 'get').mockReturnValue(hidden);
  document.dispatchEvent(new Event('visibilitychange'));
}

beforeEach(() => {
  jest.useFakeTimers();
  renders = 0;
});
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

describe('what is loaded', () => {
  it('is loaded again after a while, and shown if it is another', async () => {
    const [first, second] = [{}, {}];
    const { result, load } = renderLoaded([first, second]);
    await act(async () => {});
    expect(result.current.value).toBe(first);
    await pass();
    expect(load).toHaveBeenLastCalledWith(first);
    expect(result.current.value).toBe(second);
    const shown = renders;
    await pass();
    expect(load).toHaveBeenCalledTimes(3);
    expect(renders).toBe(shown);
  });

  it('waits until somebody looks', async () => {
    const { load } = renderLoaded([{}]);
    await act(async () => {});
    show(true);
    await pass();
    await pass();
    expect(load).toHaveBeenCalledTimes(1);
    await act(async () => show(false));
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('is not asked for by a page that is gone', async () => {
    const { load, unmount } = renderLoaded([{}]);
    await act(async () => {});
    show(true);
    await pass();
    unmount();
    show(false);
    await pass();
    expect(load).toHaveBeenCalledTimes(1);
  });
});
