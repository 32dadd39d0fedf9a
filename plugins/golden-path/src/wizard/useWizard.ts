import { useMemo } from 'react';
import {
  applyMend,
  findGoldenPath,
} from '@golden-path/backstage-plugin-golden-path-common';
import type {
  Answers,
  Catalogue,
  Place,
} from '@golden-path/backstage-plugin-golden-path-common';
import { contentsOf } from '../answers/contents';
import { followRenames } from '../answers/followRenames';
import { evaluate, problemsOf } from '../answers/evaluate';
import type { WizardSection } from '../answers/evaluate';
import { initialAnswers } from '../answers/initialAnswers';
import type { WizardSession } from '../session/WizardSession';
import type { FormAnswers } from './useAnswers';
import type { Wizard } from './wizard';

/** Joins the catalogue, the form's answers and the session to one wizard. */
export function useWizard(
  options: {
    readonly catalogue: Catalogue;
    readonly section: WizardSection;
    readonly session: WizardSession;
    readonly place: Place;
    readonly refused: boolean;
  },
  form: FormAnswers,
): Wizard | undefined {
  const { catalogue, section, session, place, refused } = options;
  const { answers, isInForm, write } = form;
  const change = (next: Answers, label: string) =>
    form.change(followRenames(answers, next), label);
  const resolution = useMemo(
    () => evaluate(catalogue, answers),
    [catalogue, answers],
  );
  const goldenPath = findGoldenPath(catalogue, answers.goldenPath);
  if (!goldenPath) return undefined;
  return {
    catalogue,
    goldenPath,
    answers,
    isInForm,
    resolution,
    problems: problemsOf(section, resolution.problems),
    refused,
    place,
    session,
    change,
    fill: write,
    mend: mend => change(applyMend(catalogue, answers, mend), mend.label),
    undo: () => write(session.undo(answers)),
    redo: () => write(session.redo(answers)),
    startOver: () =>
      change(
        initialAnswers(goldenPath.id, contentsOf(catalogue, goldenPath.id)),
        'Start over',
      ),
  };
}
