import type { FieldAnswers } from '../answers';
import type { Field } from '../composition';
import { namesOf } from '../names';
import { columnOfField } from './column';
import {
  DEFAULT_MAX_ITEMS,
  DEFAULT_MAX_LENGTH,
  DEFAULT_PRECISION,
  DEFAULT_SCALE,
} from './field';
import { plainNumber } from './numberRules';
import { referredTo } from './referenceRules';
import { oneLine } from './text';

type Details = Partial<Field>;

/** The field with every default settled; its answers have no problem. */
export function buildField(
  answers: FieldAnswers,
  resources: readonly string[],
): Field {
  return {
    name: answers.name,
    names: namesOf(answers.name),
    type: answers.type,
    description: oneLine(answers.description ?? ''),
    required: answers.required ?? false,
    unique: false,
    sortable: answers.sortable ?? false,
    column: columnOfField(answers),
    ...withoutUndefined({
      ...details(answers, resources),
      since: answers.since,
    }),
  };
}

function details(answers: FieldAnswers, resources: readonly string[]): Details {
  const { unique = false } = answers;
  switch (answers.type) {
    case 'text':
      return {
        unique,
        default: answers.default,
        minLength: answers.minLength,
        maxLength: answers.maxLength ?? DEFAULT_MAX_LENGTH,
        format: answers.format,
      };
    case 'integer':
      return { unique, ...bounds(answers), default: exactDefault(answers) };
    case 'decimal':
      return {
        unique,
        ...bounds(answers),
        default: exactDefault(answers),
        precision: answers.precision ?? DEFAULT_PRECISION,
        scale: answers.scale ?? DEFAULT_SCALE,
      };
    case 'boolean':
      return { default: answers.default };
    case 'time':
    case 'date':
      return { unique, default: answers.default };
    case 'uuid':
      return {
        unique,
        default: answers.default,
        upstream: remoteOf(answers.references),
      };
    case 'enum':
      return { default: answers.default, values: answers.values };
    case 'reference':
      return {
        unique,
        reference: {
          resource: referredTo(answers.resource, resources) ?? '',
          onDelete: answers.onDelete ?? 'refuse',
        },
      };
    case 'list':
      return {
        items: answers.items ?? 'text',
        maxItems: answers.maxItems ?? DEFAULT_MAX_ITEMS,
      };
    default:
      return answers.type satisfies never;
  }
}

function remoteOf(references: string | undefined): Details['upstream'] {
  const [service, resource] = (references || undefined)?.split('.') ?? [];
  return service !== undefined && resource !== undefined
    ? { service, resource }
    : undefined;
}

function bounds({ min, max }: FieldAnswers): Details {
  return { min: plainNumber(min), max: plainNumber(max) };
}

// As text, so that no digit of a long number is lost.
function exactDefault(answers: FieldAnswers): string | undefined {
  return plainNumber(answers.default);
}

function withoutUndefined(value: Details): Details {
  return Object.fromEntries(
    Object.entries(value).filter(([, item]) => item !== undefined),
  );
}
