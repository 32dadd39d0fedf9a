import type {
  FieldAnswers,
  FieldType,
} from '@golden-path/backstage-plugin-golden-path-common';

/** The properties of a field that its last cell shows. */
type Limits = Pick<
  FieldAnswers,
  | 'minLength'
  | 'maxLength'
  | 'format'
  | 'min'
  | 'max'
  | 'precision'
  | 'scale'
  | 'values'
  | 'items'
  | 'maxItems'
  | 'resource'
  | 'onDelete'
  | 'references'
  | 'since'
>;

/** No limit at all: what a parsed text does not name goes. */
export const NO_LIMITS: {
  readonly [Key in keyof Required<Limits>]: undefined;
} = {
  minLength: undefined,
  maxLength: undefined,
  format: undefined,
  min: undefined,
  max: undefined,
  precision: undefined,
  scale: undefined,
  values: undefined,
  items: undefined,
  maxItems: undefined,
  resource: undefined,
  onDelete: undefined,
  references: undefined,
  since: undefined,
};

/** What can be written for each type. */
export const LIMITS_HINT: Readonly<Record<FieldType, string>> = {
  text: 'max 20, min 3, exactly 3, email or url',
  integer: 'min 0, max 100',
  decimal: '12 digits, 2 after the point, min 0, max 100',
  boolean: 'nothing to limit',
  time: 'nothing to limit',
  date: 'nothing to limit',
  uuid: 'what it is the id of in another service, such as sellers.seller',
  enum: 'the values, such as draft, paid, shipped',
  reference: 'a resource, on delete refuse, cascade or clear',
  list: 'text or integer, up to 20',
};

/** The limits of a field in words that {@link parseLimits} reads back. */
export function describeLimits(field: FieldAnswers): string {
  const { minLength, maxLength, min, max } = field;
  const exactly = minLength !== undefined && minLength === maxLength;
  const parts = [
    field.resource,
    field.references,
    field.onDelete && `on delete ${field.onDelete}`,
    ...(field.values ?? []),
    field.items,
    field.maxItems !== undefined && `up to ${field.maxItems}`,
    field.precision !== undefined && `${field.precision} digits`,
    field.scale !== undefined && `${field.scale} after the point`,
    exactly && `exactly ${minLength}`,
    !exactly && minLength !== undefined && `min ${minLength}`,
    !exactly && maxLength !== undefined && `max ${maxLength}`,
    min !== undefined && `min ${min}`,
    max !== undefined && `max ${max}`,
    field.format,
    field.since !== undefined && `since ${field.since}`,
  ];
  return parts.filter(part => typeof part === 'string').join(', ');
}

/** Limits that were understood, or the part that was not. */
export type ParsedLimits =
  | { readonly limits: Limits }
  | { readonly unclear: string };

/** Reads what somebody wrote about the limits of a field of this type. */
export function parseLimits(type: FieldType, text: string): ParsedLimits {
  const parts = text
    .split(/[,·;]/)
    .map(part => part.trim())
    .filter(part => part !== '');
  const rest = parts.filter(part => sinceOf(part) === undefined);
  const since = parts.map(sinceOf).find(version => version !== undefined);
  let limits: Limits = since === undefined ? {} : { since };
  if (type === 'enum') {
    const values = rest.length > 0 ? rest : undefined;
    return { limits: { ...limits, values } };
  }
  for (const part of rest) {
    const read = readPart(type, part, limits);
    if (!read) return { unclear: part };
    limits = { ...limits, ...read };
  }
  return { limits };
}

/** The version of the schema in which the field came: `since 2`. */
function sinceOf(part: string): number | undefined {
  const [, version] = /^since\s*(\d{1,2})$/i.exec(part) ?? [];
  return version === undefined ? undefined : Number(version);
}

function readPart(
  type: FieldType,
  part: string,
  before: Limits,
): Limits | undefined {
  const word = part.toLowerCase();
  switch (type) {
    case 'text':
      return readText(word);
    case 'integer':
      return readBound(word);
    case 'decimal':
      return readDigits(word, before) ?? readBound(word);
    case 'reference':
      return readReference(part);
    case 'uuid':
      return /^[^\s.]+\.[^\s.]+$/.test(part) ? { references: part } : undefined;
    case 'list':
      return readList(word);
    default:
      return undefined;
  }
}

function readText(word: string): Limits | undefined {
  if (word === 'email' || word === 'url') return { format: word };
  if (word === 'e-mail') return { format: 'email' };
  const [, name, digits] = /^(min|max|exactly)?\s*(\d{1,6})$/.exec(word) ?? [];
  if (digits === undefined) return undefined;
  const length = Number(digits);
  if (name === 'exactly') return { minLength: length, maxLength: length };
  return name === 'min' ? { minLength: length } : { maxLength: length };
}

function readBound(word: string): Limits | undefined {
  const [, name, bound] = /^(min|max)\s*(-?[\d.]{1,39})$/.exec(word) ?? [];
  if (bound === undefined) return undefined;
  return name === 'min' ? { min: bound } : { max: bound };
}

function readDigits(word: string, before: Limits): Limits | undefined {
  const [, count, of] =
    /^(\d{1,2})\s*(digits?|after(?: the point)?)?$/.exec(word) ?? [];
  if (count === undefined) return undefined;
  const isScale = of?.startsWith('after') ?? before.precision !== undefined;
  return isScale ? { scale: Number(count) } : { precision: Number(count) };
}

function readReference(part: string): Limits | undefined {
  const [, rule] = /^on\s*delete:?\s*(.*)$/i.exec(part) ?? [];
  if (rule === undefined) return { resource: part };
  const onDelete = rule.toLowerCase();
  return onDelete === 'refuse' || onDelete === 'cascade' || onDelete === 'clear'
    ? { onDelete }
    : undefined;
}

function readList(word: string): Limits | undefined {
  if (word === 'text' || word === 'integer') return { items: word };
  const [, digits] = /^(?:up to|max)?\s*(\d{1,4})$/.exec(word) ?? [];
  return digits === undefined ? undefined : { maxItems: Number(digits) };
}
