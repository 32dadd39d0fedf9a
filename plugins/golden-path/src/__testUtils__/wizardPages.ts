import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Answers } from '@golden-path/backstage-plugin-golden-path-common';
import { validAnswers } from './answers';
import type { renderWizard } from './renderWizard';

const REPO = 'git.example.org?owner=demo&repo=users';

/** A wizard that opens with answers and a place for the repository. */
export const filledIn = (answers: Answers = validAnswers()) => ({
  initialState: { answers, repoUrl: REPO },
});

/** Goes to the next page, or to what is wrong on this one. */
export const next = () =>
  userEvent.click(screen.getByRole('button', { name: 'Next' }));

/** Goes from the last page to what is created, and returns the form's values. */
export async function create(
  onCreate: ReturnType<typeof renderWizard>['onCreate'],
) {
  await userEvent.click(await screen.findByRole('button', { name: 'Review' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Create' }));
  await waitFor(() => expect(onCreate).toHaveBeenCalled());
  return onCreate.mock.calls[0]![0] as { answers: Answers; repoUrl: string };
}

/** Goes from the first page of a filled in wizard to another. */
export async function page(
  name: 'patterns' | 'resources' | 'preview',
): Promise<void> {
  await screen.findByRole('textbox', { name: /^Go module/ });
  await next();
  await screen.findByLabelText('Filter patterns');
  if (name === 'patterns') return;
  await next();
  await screen.findByRole('grid');
  if (name === 'resources') return;
  await next();
  await screen.findByLabelText('Find file or pattern');
}
