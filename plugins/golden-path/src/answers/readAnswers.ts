import {
  answersSchema,
  checkShape,
  formatPath,
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
  return problems.every(isOfSize) ? (value as Answers) : undefined;
}

/**
 * Says why a value under `answers` is none for the golden path, naming the
 * field and the mend; undefined when it is some.
 */
export function whyNoAnswers(
  value: unknown,
  goldenPath: string,
): string | undefined {
  const { problems } = checkShape(value, answersSchema);
  const [first, ...others] = problems.filter(problem => !isOfSize(problem));
  if (first) {
    const field = formatPath(['answers', ...first.path]);
    const more = others.length > 0 ? ` (and ${others.length} more)` : '';
    return `'${field}' ${first.message}. ${first.advice}${more}`;
  }
  const { goldenPath: other } = value as Answers;
  if (other === goldenPath) return undefined;
  return `'answers.goldenPath' is '${other}', and this is '${goldenPath}'. Open that one in Create.`;
}

/** Limits of the format that the answers break. */
export function limitProblems(answers: Answers): readonly Problem[] {
  return checkShape(answers, answersSchema).problems;
}

function isOfSize({ message }: Problem): boolean {
  return OF_SIZE.test(message);
}
