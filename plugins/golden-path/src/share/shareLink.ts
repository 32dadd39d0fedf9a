import type { Answers } from '@golden-path/backstage-plugin-golden-path-common';
import { readAnswers } from '../answers/readAnswers';
import { compress, decompress } from './compress';

/** Mail and chat programs cut longer addresses. */
const MOST_CHARACTERS = 8000;
/** The part of the address behind `#`, which no server sees or logs. */
export const ANSWERS_KEY = 'answers';

/** A link that holds the whole answers, or why there is none. */
export type ShareLink =
  | { readonly link: string }
  | { readonly problem: string };

/** The link to a page of the wizard that begins with these answers. */
export async function shareLink(
  answers: Answers,
  page: string,
): Promise<ShareLink> {
  const url = new URL(page);
  url.search = '';
  url.hash = `${ANSWERS_KEY}=${await compress(JSON.stringify(answers))}`;
  const { length } = url.href;
  return length <= MOST_CHARACTERS
    ? { link: url.href }
    : {
        problem: `A link would have ${length} characters, and many programs cut after ${MOST_CHARACTERS}. Save the answers as a file instead.`,
      };
}

/** What a link brought: answers for the golden path, or why there are none. */
export type Shared =
  | { readonly answers: Answers }
  | { readonly problem: string };

/** Reads the answers of a page's address; undefined when it holds none. */
export async function readShared(
  hash: string,
  goldenPath: string,
): Promise<Shared | undefined> {
  const packed = new URLSearchParams(hash.replace(/^#/, '')).get(ANSWERS_KEY);
  if (packed === null) return undefined;
  const answers = await decompress(packed)
    .then(text => readAnswers(JSON.parse(text)))
    .catch(() => undefined);
  if (!answers) {
    return {
      problem:
        'The link holds no answers that can be read; it may have been cut. Ask for a new one, or for the answers file.',
    };
  }
  return answers.goldenPath === goldenPath
    ? { answers }
    : {
        problem: `The link holds answers for golden path '${answers.goldenPath}', and this is '${goldenPath}'. Open that one in Create.`,
      };
}
