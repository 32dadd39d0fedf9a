import type {
  Answers,
  PatternGroup,
  ResourceAnswers,
  ServiceAnswers,
} from '@golden-path/backstage-plugin-golden-path-common';

/** The object without the keys whose value is undefined or empty text. */
export function compact<T extends object>(object: T): T {
  return Object.fromEntries(
    Object.entries(object).filter(
      ([, value]) => value !== undefined && value !== '',
    ),
  ) as T;
}

/** What has a name, with some of its properties changed; empty ones go, but for the name. */
export function withPatch<T extends { readonly name: string }>(
  named: T,
  patch: Partial<T>,
): T {
  const changed = { ...named, ...patch };
  return { ...compact(changed), name: changed.name };
}

/** Properties that the format requires, so that they may be empty text. */
const REQUIRED = ['name', 'owner', 'module'] as const;

/** The answers with some of the service's properties changed; empty ones go. */
export function withService(
  answers: Answers,
  patch: Partial<ServiceAnswers>,
): Answers {
  const service = { ...answers.service, ...patch };
  const kept = Object.fromEntries(REQUIRED.map(key => [key, service[key]]));
  return {
    ...answers,
    service: { ...compact(service), ...kept } as ServiceAnswers,
  };
}

/** The answers with one resource replaced, or taken out when there is none. */
export function withResource(
  answers: Answers,
  index: number,
  resource?: ResourceAnswers,
): Answers {
  const resources = answers.resources.flatMap((each, at) => {
    if (at !== index) return [each];
    return resource ? [resource] : [];
  });
  return { ...answers, resources };
}

/** The answers with exactly these patterns chosen in a group. */
export function withChosen(
  answers: Answers,
  group: PatternGroup,
  patterns: readonly string[],
): Answers {
  const [only] = patterns;
  const chosen = group.choose === 'one' && only ? only : [...patterns];
  return { ...answers, patterns: { ...answers.patterns, [group.id]: chosen } };
}

/** The answers with every group at its default. */
export function withDefaults({ patterns: _, ...answers }: Answers): Answers {
  return answers;
}
