import { useEffect } from 'react';
import type { ScaffolderApi } from '@backstage/plugin-scaffolder-react';
import isEqual from 'fast-deep-equal';
import type { WizardSection } from '../answers/evaluate';
import { readAnswers } from '../answers/readAnswers';
import { lastRunOf } from '../runs/lastRunOf';
import type { Draft } from '../session/draftStorage';
import type { WizardSession } from '../session/WizardSession';
import { formOfAddress, withoutForm } from './givenForm';

/**
 * Once somebody changes the form that the page's address holds, or goes on from
 * the first page, the draft takes its place: the address is read again whenever
 * the page is drawn anew, and leads to the first page.
 */
export function useTakeover(
  options: {
    readonly session: WizardSession;
    readonly scaffolder: Pick<ScaffolderApi, 'listTasks'>;
    readonly section: WizardSection;
  },
  form: { readonly answers: unknown; readonly repoUrl: unknown },
): void {
  const { session, scaffolder, section } = options;
  const { answers: held, repoUrl } = form;
  const isFirst = section === 'service';
  useEffect(() => {
    const given = formOfAddress(window.location.search);
    const answers = given && readAnswers(held);
    if (!answers || typeof repoUrl !== 'string') return undefined;
    const takeOver = (draft: Draft) => {
      session.keep({ answers, repoUrl, ...draft });
      const { history, location } = window;
      history.replaceState(history.state, '', withoutForm(location));
    };
    const { answers: first, repoUrl: place = repoUrl } = given;
    const isSame =
      place === repoUrl && isEqual(plain(readAnswers(first)), plain(answers));
    if (!isSame) {
      takeOver({});
      return undefined;
    }
    if (isFirst) return undefined;
    const abort = new AbortController();
    // A run that was made of the same answers before has not done the draft's work.
    lastRunOf(scaffolder, { answers, repoUrl }).then(run => {
      if (!abort.signal.aborted) takeOver({ again: run?.id });
    });
    return () => abort.abort();
  }, [session, scaffolder, isFirst, held, repoUrl]);
}

/** Without the empty lists and objects that the form adds by itself. */
function plain(answers: unknown): unknown {
  const text = JSON.stringify(answers, (_key, value: unknown) =>
    isEqual(value, []) || isEqual(value, {}) ? undefined : value,
  );
  return text === undefined ? undefined : JSON.parse(text);
}
