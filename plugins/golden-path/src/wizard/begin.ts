import type { Answers } from '@golden-path/backstage-plugin-golden-path-common';
import type { ScaffolderApi } from '@backstage/plugin-scaffolder-react';
import { readAnswers } from '../answers/readAnswers';
import { lastRunOf } from '../runs/lastRunOf';
import type { WizardSession } from '../session/WizardSession';
import { readShared } from '../share/shareLink';
import { whyNotGiven } from './givenForm';

/** What a wizard with an empty form begins with, and what it says about that. */
export interface Beginning {
  /** Answers that are not those of a new form. */
  readonly answers?: Answers;
  readonly from?: 'draft' | 'link';
  /** Why a link, or the form that the page was opened with, brought nothing. */
  readonly problem?: string;
  /** What was made of the draft so far, when that is not done. */
  readonly run?: { readonly id: string; readonly status: string };
}

/**
 * Answers of the page's address, else the draft of this tab. A draft of which
 * a service was created has done its work and is forgotten; another leads back
 * to the page on which it was left.
 */
export async function begin(
  goldenPath: string,
  opened: {
    /** The page's address. */
    readonly address: Pick<Location, 'hash' | 'search'>;
    /** The whole form as it is. */
    readonly form?: unknown;
  },
  session: WizardSession,
  scaffolder: Pick<ScaffolderApi, 'listTasks'>,
): Promise<Beginning> {
  session.resuming = undefined;
  const { address, form } = opened;
  const shared = await readShared(address.hash, goldenPath);
  if (shared && 'answers' in shared) {
    session.keep({ resource: undefined });
    return { answers: shared.answers, from: 'link' };
  }
  const why = whyNotGiven(address.search, form, goldenPath);
  const problem =
    shared?.problem ?? (why && `Not taken over into this form: ${why}`);
  const about = problem ? { problem } : {};
  const answers = readAnswers(session.draft.answers);
  if (answers?.goldenPath !== goldenPath) return about;
  const { draft } = session;
  const run = await lastRunOf(scaffolder, { ...draft, answers });
  if (run?.status === 'completed' && run.id !== draft.again) {
    session.forget();
    return about;
  }
  session.resuming = draft.section;
  return {
    ...about,
    answers,
    from: 'draft',
    ...(run && { run: { id: run.id, status: run.status } }),
  };
}
