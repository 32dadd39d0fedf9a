import { useEffect } from 'react';
import isEqual from 'fast-deep-equal';
import { readAnswers } from '../answers/readAnswers';
import type { WizardSession } from '../session/WizardSession';
import { formOfAddress, withoutForm } from './givenForm';

/**
 * Once somebody changes the form that the page's address holds, the draft takes
 * its place: the address is read again whenever the page is drawn anew.
 */
export function useTakeover(
  session: WizardSession,
  form: { readonly answers: unknown; readonly repoUrl: unknown },
): void {
  const { answers: held, repoUrl } = form;
  useEffect(() => {
    const given = formOfAddress(window.location.search);
    const answers = given && readAnswers(held);
    if (!answers || typeof repoUrl !== 'string') return;
    const { answers: first, repoUrl: place = repoUrl } = given;
    if (place === repoUrl && isEqual(plain(readAnswers(first)), plain(answers)))
      return;
    session.keep({ answers, repoUrl });
    window.history.replaceState(
      window.history.state,
      '',
      withoutForm(window.location),
    );
  }, [session, held, repoUrl]);
}

/** Without the empty lists and objects that the form adds by itself. */
function plain(answers: unknown): unknown {
  const text = JSON.stringify(answers, (_key, value: unknown) =>
    isEqual(value, []) || isEqual(value, {}) ? undefined : value,
  );
  return text === undefined ? undefined : JSON.parse(text);
}
