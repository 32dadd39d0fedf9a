import type {
  Answers,
  FieldAnswers,
  ResourceAnswers,
} from '@golden-path/backstage-plugin-golden-path-common';
import { withResource } from '../answers/edits';
import { describeLimits } from '../resources/limits';
import type { PastedResource } from './pasted';

/** Guesses of which the other reading was chosen, as `resource:field` by index. */
export type OtherReadings = ReadonlySet<string>;

/** Identifies a guess. */
export function guessKey(resource: number, field: number): string {
  return `${resource}:${field}`;
}

/** Resources with the readings that were chosen; nameless ones are named `name`. */
export function chosenResources(
  pasted: readonly PastedResource[],
  others: OtherReadings,
  name: string,
): ResourceAnswers[] {
  return pasted.map((resource, at) => ({
    name: resource.name ?? name,
    ...(resource.description && { description: resource.description }),
    fields: resource.fields.flatMap(({ field, guess }, index) => {
      if (!guess || !others.has(guessKey(at, index))) return [field];
      return guess.other.field ? [guess.other.field] : [];
    }),
  }));
}

/** What is done with what was understood. */
export type PasteInto = 'add' | 'replace-all' | 'replace-fields' | 'add-fields';

/** The answers after something was pasted; `open` is the tab that is open. */
export function withPasted(
  answers: Answers,
  resources: readonly ResourceAnswers[],
  into: PasteInto,
  open: number,
): Answers {
  const target = answers.resources[open];
  const [first] = resources;
  if (into === 'replace-all') return { ...answers, resources: [...resources] };
  if (into === 'add' || !target || !first) return merged(answers, resources);
  return withResource(answers, open, {
    ...target,
    fields:
      into === 'replace-fields'
        ? first.fields
        : [
            ...target.fields.filter(
              ({ name }) => !first.fields.some(field => field.name === name),
            ),
            ...first.fields,
          ],
  });
}

/** One that is there already is replaced in its place. */
function merged(
  answers: Answers,
  resources: readonly ResourceAnswers[],
): Answers {
  const kept = answers.resources.map(
    each => resources.find(({ name }) => name === each.name) ?? each,
  );
  const added = resources.filter(
    ({ name }) => !answers.resources.some(each => each.name === name),
  );
  return { ...answers, resources: [...kept, ...added] };
}

/** A field in a few words: `text, required, max 32`. */
export function describeField(field: FieldAnswers): string {
  const { type, required, unique, sortable, default: value } = field;
  const limits = describeLimits(field);
  const parts = [
    type === 'reference' ? `reference to ${limits || 'nothing yet'}` : type,
    required && 'required',
    unique && 'unique',
    sortable && 'sortable',
    type !== 'reference' && limits,
    value !== undefined && `default ${value}`,
  ];
  return parts.filter(Boolean).join(', ');
}
