import { TestApiProvider } from '@backstage/frontend-test-utils';
import { ServiceUnavailableError } from '@backstage/errors';
import { evaluate } from '../answers/evaluate';
import { act, renderHook } from '@testing-library/react';
import { validAnswers } from '../__testUtils__/answers';
import { readCatalogue } from '../__testUtils__/catalogue';
import { localApi } from '../__testUtils__/localApi';
import { goldenPathApiRef } from '../api/goldenPathApi';
import { createWizardSessions } from '../session/wizardSessions';
import { troubleOf } from './trouble';
import { usePreview } from './usePreview';

const catalogue = readCatalogue();
const { composition } = evaluate(catalogue, validAnswers());

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** A preview from a portal that answers once with this error. */
function previewAfter(error: Error) {
  const api = localApi(catalogue);
  const preview = jest.fn(api.preview).mockRejectedValueOnce(error);
  const session = createWizardSessions(sessionStorage).of('path');
  const view = renderHook(() => usePreview(session, composition), {
    wrapper: ({ children }) => (
      <TestApiProvider apis={[[goldenPathApiRef, { ...api, preview }]]}>
        {children}
      </TestApiProvider>
    ),
  });
  return { view, preview };
}

describe('a preview', () => {
  it.each([
    ['is not reached', new TypeError('Failed to fetch'), /No connection/],
    ['is busy', new ServiceUnavailableError('100 wait'), /busy composing/],
  ])('is asked for again when the portal %s', async (_, error, message) => {
    const { view, preview } = previewAfter(error);
    await act(() => jest.advanceTimersByTimeAsync(400));
    expect(troubleOf(view.result.current.error!)).toMatch(message);
    await act(() => jest.advanceTimersByTimeAsync(5000));
    await act(() => jest.advanceTimersByTimeAsync(400));
    expect(preview).toHaveBeenCalledTimes(2);
    expect(view.result.current.fresh).toBe(true);
  });

  it('is not asked for again when the portal refused it', async () => {
    const { view, preview } = previewAfter(new Error('no'));
    await act(() => jest.advanceTimersByTimeAsync(60_000));
    expect(preview).toHaveBeenCalledTimes(1);
    expect(view.result.current.error?.message).toBe('no');
  });
});
