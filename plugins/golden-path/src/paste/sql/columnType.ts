import type { FieldAnswers } from '@golden-path/backstage-plugin-golden-path-common';
import type { Reader } from './Reader';

/** The type of a column as that of a field. */
export interface ColumnType {
  readonly type: Pick<
    FieldAnswers,
    | 'type'
    | 'maxLength'
    | 'minLength'
    | 'precision'
    | 'scale'
    | 'values'
    | 'items'
  >;
  /** How it was read, when that is a guess. */
  readonly guess?: string;
  /** The guess keeps so little that leaving the column out is the other way. */
  readonly poor?: boolean;
  /** The column numbers itself. */
  readonly serial?: boolean;
}

const TEXT = /^(?:text|tinytext|mediumtext|longtext|clob|citext|string|xml)$/;
const CHARACTERS = /^(?:n?varchar2?|n?char|character|bpchar)$/;
const INTEGER =
  /^(?:(?:tiny|small|medium|big)?int|integer|int[248]|(?:small|big)?serial|number)$/;
const DECIMAL = /^(?:numeric|decimal|dec)$/;
const FLOAT = /^(?:real|float|float[48]|double)$/;
const BINARY = /^(?:bytea|blob|(?:tiny|medium|long)blob|n?varbinary|binary)$/;

/** Digits of numbers whose type names none. */
const FREE = { precision: 19, scale: 4 } as const;

/**
 * Reads the type that comes next. `enums` holds the values of types that the
 * text itself creates.
 */
export function readColumnType(
  reader: Reader,
  enums: ReadonlyMap<string, readonly string[]>,
): ColumnType | undefined {
  const word = reader.name();
  if (word === undefined) return undefined;
  const name = word.toLowerCase();
  const isVarying =
    reader.take('varying') || reader.take('large', 'object') || name === 'text';
  reader.take('precision');
  const args = (reader.brackets() ?? [])
    .filter(({ kind }) => kind === 'number' || kind === 'string')
    .map(({ text }) => text);
  reader.take('unsigned');
  const zone = reader.take('with', 'time', 'zone');
  if (!zone) reader.take('without', 'time', 'zone');
  const read = typeOf(name, args, isVarying, enums);
  return readArray(reader) ? listOf(read, name) : read;
}

function readArray(reader: Reader): boolean {
  if (reader.take('array')) return true;
  if (!reader.take('[')) return false;
  while (!reader.done && !reader.take(']')) reader.skip();
  return true;
}

function listOf({ type }: ColumnType, name: string): ColumnType {
  if (type.type === 'integer') {
    return { type: { type: 'list', items: 'integer' } };
  }
  return {
    type: { type: 'list', items: 'text' },
    guess: type.type === 'text' ? undefined : `${name}[] is read as texts`,
  };
}

function typeOf(
  name: string,
  args: readonly string[],
  isVarying: boolean,
  enums: ReadonlyMap<string, readonly string[]>,
): ColumnType {
  const [first, second] = args.map(Number);
  if (name === 'enum') return { type: { type: 'enum', values: [...args] } };
  const values = enums.get(name);
  if (values) return { type: { type: 'enum', values: [...values] } };
  if (TEXT.test(name)) return { type: { type: 'text' } };
  if (CHARACTERS.test(name)) return charactersOf(name, first, isVarying);
  if (/^bool(?:ean)?$|^bit$/.test(name) || (name === 'tinyint' && first === 1))
    return { type: { type: 'boolean' } };
  if (name === 'number' && first !== undefined && second)
    return { type: { type: 'decimal', precision: first, scale: second } };
  if (INTEGER.test(name)) {
    return { type: { type: 'integer' }, serial: name.includes('serial') };
  }
  if (DECIMAL.test(name)) return decimalOf(name, first, second);
  if (name === 'money' || name === 'smallmoney') {
    return {
      type: { type: 'decimal', precision: 19, scale: 2 },
      guess: 'money is read as decimal 19,2',
    };
  }
  if (FLOAT.test(name)) {
    return {
      type: { type: 'decimal', ...FREE },
      guess: `${name} is read as decimal ${FREE.precision},${FREE.scale}`,
    };
  }
  if (/^(?:timestamp|timestamptz|datetime2?|datetimeoffset)$/.test(name)) {
    return { type: { type: 'time' } };
  }
  if (name === 'date') return { type: { type: 'date' } };
  if (name === 'uuid' || name === 'uniqueidentifier') {
    return { type: { type: 'uuid' } };
  }
  return {
    type: { type: 'text' },
    guess: `${name} is read as text`,
    poor: BINARY.test(name) || /^jsonb?$/.test(name),
  };
}

function charactersOf(
  name: string,
  length: number | undefined,
  isVarying: boolean,
): ColumnType {
  const isFixed = !isVarying && !name.includes('var');
  const most = length ?? (isFixed ? 1 : undefined);
  return {
    type: {
      type: 'text',
      ...(most && { maxLength: most }),
      ...(most && isFixed && { minLength: most }),
    },
  };
}

function decimalOf(
  name: string,
  precision: number | undefined,
  scale: number | undefined,
): ColumnType {
  if (precision === undefined) {
    return {
      type: { type: 'decimal', ...FREE },
      guess: `${name} without digits is read as decimal ${FREE.precision},${FREE.scale}`,
    };
  }
  return { type: { type: 'decimal', precision, scale: scale ?? 0 } };
}
