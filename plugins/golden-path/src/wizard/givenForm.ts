import { whyNoAnswers } from '../answers/readAnswers';

/** What Create fills its form with when it is opened with answers. */
const PARAMETER = 'formData';
const FIELDS = ['answers', 'repoUrl'];

/** The form that an address holds, as far as it can be read. */
export function formOfAddress(
  search: string,
): Readonly<Record<string, unknown>> | undefined {
  try {
    const form: unknown = JSON.parse(
      new URLSearchParams(search).get(PARAMETER) ?? '',
    );
    return typeof form === 'object' && form !== null ? { ...form } : undefined;
  } catch {
    return undefined;
  }
}

/** The address without the form that it holds. */
export function withoutForm({ href }: { readonly href: string }): URL {
  const address = new URL(href);
  address.searchParams.delete(PARAMETER);
  return address;
}

/**
 * Says what of the form that the page was opened with is not understood, in
 * words; undefined when all of it is, or when it was opened with none. Where the
 * address holds no form, `held` is the one that a page around Create gave.
 */
export function whyNotGiven(
  search: string,
  held: unknown,
  goldenPath: string,
): string | undefined {
  const text = new URLSearchParams(search).get(PARAMETER);
  if (text === null) return whyNotUnderstood(held, goldenPath);
  try {
    return whyNotUnderstood(JSON.parse(text), goldenPath);
  } catch {
    return `'${PARAMETER}' of the address is no JSON; it may have been cut. Ask for a new link.`;
  }
}

function whyNotUnderstood(
  form: unknown,
  goldenPath: string,
): string | undefined {
  if (isBlank(form)) return undefined;
  if (typeof form !== 'object' || form === null || Array.isArray(form)) {
    return `'${PARAMETER}' is no object. Give one with 'answers' and 'repoUrl'.`;
  }
  const { answers, ...others } = form as Record<string, unknown>;
  const unknown = Object.keys(others).find(key => !FIELDS.includes(key));
  if (unknown) {
    return `'${unknown}' is no field of this form. Give 'answers' and 'repoUrl'.`;
  }
  return isBlank(answers) ? undefined : whyNoAnswers(answers, goldenPath);
}

/** Whether nobody has written anything: the form makes empty objects by itself. */
function isBlank(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return (
    typeof value === 'object' &&
    !Array.isArray(value) &&
    Object.values(value).every(isBlank)
  );
}
