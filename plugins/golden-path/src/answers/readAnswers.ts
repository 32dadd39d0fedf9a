import {
  answersSchema,
  checkShape,
} from '@golden-path/backstage-plugin-golden-path-common';
import type {
  Answers,
  Problem,
} from '@golden-path/backstage-plugin-golden-path-common';

/** Marks of a value that is of the right form but too long, too short or too many. */
const OF_SIZE = /^is (more|less) than/;

/**
 * The answers that a form, a draft or a link holds: undefined when the value
 * has another form. Limits may be broken: that is a problem to show.
 */
export function readAnswers(value: unknown): Answers | undefined {
  const { value: answers, problems } = checkShape(value, answersSchema);
  if (answers) return answers;
  return problems.every(({ message }) => OF_SIZE.test(message))
    ? (value as Answers)
    : undefined;
}

/** Limits of the format that the answers break. */
export function limitProblems(answers: Answers): readonly Problem[] {
  return checkShape(answers, answersSchema).problems;
}
