import { useEffect, useMemo, useState } from 'react';
import type { Answers } from '@golden-path/backstage-plugin-golden-path-common';
import type { Contents } from '../answers/contents';
import { initialAnswers } from '../answers/initialAnswers';
import { readAnswers } from '../answers/readAnswers';
import type { WizardSession } from '../session/WizardSession';
import type { Beginning } from './begin';

/** The answers of the form, and how to change them. */
export interface FormAnswers {
  readonly answers: Answers;
  /** Whether the form holds them already: what begins an empty form does so after it is drawn. */
  readonly isInForm: boolean;
  readonly write: (answers: Answers) => void;
  readonly change: (answers: Answers, label: string) => void;
}

/**
 * Reads the answers that the form holds. An empty form takes what it begins
 * with, or the golden path's defaults.
 */
export function useAnswers(
  goldenPath: string,
  contents: Contents,
  session: WizardSession,
  form: {
    readonly formData: unknown;
    readonly onChange: (answers: Answers) => void;
    readonly beginning: Beginning;
  },
): FormAnswers {
  const { formData, onChange, beginning } = form;
  const held = useMemo(() => {
    const answers = readAnswers(formData);
    return answers?.goldenPath === goldenPath ? answers : undefined;
  }, [goldenPath, formData]);
  const [start] = useState(
    () => beginning.answers ?? initialAnswers(goldenPath, contents),
  );
  const write = (next: Answers) => {
    session.keep({ answers: next });
    onChange(next);
  };
  useEffect(() => {
    if (held) return;
    if (beginning.from !== 'link') {
      onChange(start);
      return;
    }
    // From here on the draft holds them: a reload must not undo what follows.
    const { history, location } = window;
    history.replaceState(
      history.state,
      '',
      location.pathname + location.search,
    );
    write(start);
  });

  const answers = held ?? start;
  return {
    answers,
    isInForm: held !== undefined,
    write,
    change: (next, label) => {
      session.note(answers, label);
      write(next);
    },
  };
}
