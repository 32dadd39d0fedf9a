import { useEffect, useMemo, useState } from 'react';
import type { Answers } from '@golden-path/backstage-plugin-golden-path-common';
import { initialAnswers } from '../answers/initialAnswers';
import { readAnswers } from '../answers/readAnswers';
import type { WizardSession } from '../session/WizardSession';

/** The answers of the form, how to change them, and whether a draft gave them. */
export interface FormAnswers {
  readonly answers: Answers;
  readonly restored: boolean;
  readonly write: (answers: Answers) => void;
  readonly change: (answers: Answers, label: string) => void;
}

/**
 * Reads the answers that the form holds. An empty form takes the draft of this
 * tab, or the golden path's defaults.
 */
export function useAnswers(
  goldenPath: string,
  session: WizardSession,
  formData: unknown,
  onChange: (answers: Answers) => void,
): FormAnswers {
  const held = useMemo(
    () => readFor(goldenPath, formData),
    [goldenPath, formData],
  );
  const [start] = useState(() => {
    const draft = readFor(goldenPath, session.draft.answers);
    return { answers: draft ?? initialAnswers(goldenPath), isDraft: !!draft };
  });
  const [restored] = useState(!held && start.isDraft);
  useEffect(() => {
    if (!held) onChange(start.answers);
  });

  const answers = held ?? start.answers;
  const write = (next: Answers) => {
    session.keep({ answers: next });
    onChange(next);
  };
  return {
    answers,
    restored,
    write,
    change: (next, label) => {
      session.note(answers, label);
      write(next);
    },
  };
}

function readFor(goldenPath: string, value: unknown): Answers | undefined {
  const answers = readAnswers(value);
  return answers?.goldenPath === goldenPath ? answers : undefined;
}
