import { parseAnswers } from '@golden-path/backstage-plugin-golden-path-common';
import type {
  Answers,
  LocatedProblem,
} from '@golden-path/backstage-plugin-golden-path-common';
import { stringify } from 'yaml';

/** The answers as the file that the command line composes from. */
export function writeAnswers(answers: Answers): string {
  return stringify(answers, { lineWidth: 100 });
}

/** Answers for the wizard's golden path, or why the text is none. */
export type ReadFile =
  | { readonly answers: Answers }
  | { readonly problem: string };

/** Reads an answers file for a golden path. */
export function readAnswersFile(text: string, goldenPath: string): ReadFile {
  const { value, problems } = parseAnswers(text);
  const [first] = problems;
  if (!value) {
    return { problem: first ? describe(first) : 'The file holds no answers.' };
  }
  if (value.goldenPath !== goldenPath) {
    return {
      problem: `The answers are for golden path '${value.goldenPath}', and this is '${goldenPath}'. Open that one in Create.`,
    };
  }
  return { answers: value };
}

function describe({ line, column, path, message, advice }: LocatedProblem) {
  const place = path.length > 0 ? `${path.join('.')} ` : 'The file ';
  return `Line ${line}, column ${column}: ${place}${message}. ${advice}`;
}
