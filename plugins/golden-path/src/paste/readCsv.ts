import Papa from 'papaparse';
import { FIELD_TYPES } from '@golden-path/backstage-plugin-golden-path-common';
import type { FieldAnswers } from '@golden-path/backstage-plugin-golden-path-common';
import { compact } from '../answers/edits';
import { COLUMNS, isFlag, writeCell } from '../resources/cells';
import type { Column } from '../resources/cells';
import { givenNote } from './givenNote';
import { inferField } from './inferField';
import { fieldName } from './names';
import { GIVEN_FIELDS } from './pasted';
import type { Fault, Pasted, PastedField, PastedResource } from './pasted';

/** Rows that are looked at to tell types. */
const SAMPLE = 1000;

/** Titles that name a column of the table of fields. */
const TITLES: Readonly<Record<string, Column | 'description'>> = {
  field: 'name',
  name: 'name',
  column: 'name',
  type: 'type',
  required: 'required',
  unique: 'unique',
  sortable: 'sortable',
  default: 'default',
  limits: 'limits',
  reference_values_limits: 'limits',
  values: 'limits',
  description: 'description',
};

/**
 * Reads comma-, semicolon- or tab-separated text: a table of fields, as the
 * wizard's own, or rows of data under the names of their columns.
 */
export function readCsv(text: string, resources: readonly string[]): Pasted {
  const { data, errors } = Papa.parse<string[]>(text.trim(), {
    skipEmptyLines: 'greedy',
  });
  const [header = [], ...rows] = data;
  const fault = errors.find(({ type }) => type === 'Quotes');
  if (fault) {
    return failed((fault.row ?? 0) + 1, `${fault.message}.`);
  }
  const titles = header.map(title => TITLES[fieldName(title)]);
  if (titles.includes('name') && titles.includes('type')) {
    return fieldsOf(rows, titles, resources, 2);
  }
  if (data.every(([, type]) => isType(type))) {
    return fieldsOf(data, COLUMNS, resources, 1);
  }
  if (header.every(title => title.trim() === '')) {
    return failed(1, 'The first line names no columns.');
  }
  return ofData(header, rows, resources);
}

function isType(text: string | undefined): boolean {
  return (FIELD_TYPES as readonly string[]).includes(
    text?.trim().toLowerCase() ?? '',
  );
}

/** Each row is a field. */
function fieldsOf(
  rows: readonly (readonly string[])[],
  titles: readonly (Column | 'description' | undefined)[],
  resources: readonly string[],
  firstLine: number,
): Pasted {
  const faults: Fault[] = [];
  const fields = rows.map((row, index): PastedField => {
    const read = fieldOf(row, titles, resources);
    faults.push(
      ...read.unclear.map(message => ({ line: firstLine + index, message })),
    );
    return { field: read.field };
  });
  const isGiven = ({ field }: PastedField) => GIVEN_FIELDS.has(field.name);
  return csv(
    {
      source: `table of ${counted(rows.length, 'field')}`,
      fields: fields.filter(each => !isGiven(each)),
      leftOut: givenNote(
        fields.filter(isGiven).map(({ field: { name } }) => name),
      ),
    },
    faults,
  );
}

function fieldOf(
  row: readonly string[],
  titles: readonly (Column | 'description' | undefined)[],
  resources: readonly string[],
): { field: FieldAnswers; unclear: string[] } {
  const cell = (title: Column | 'description') =>
    row[titles.indexOf(title)]?.trim() ?? '';
  let field: FieldAnswers = compact({
    name: fieldName(cell('name')),
    type: 'text' as const,
    description: cell('description').slice(0, 500),
  });
  const unclear: string[] = [];
  // The type decides how default and limits are read.
  for (const column of COLUMNS.filter(each => each !== 'name')) {
    const text = isFlag(column) ? flag(cell(column)) : cell(column);
    if (text === '') continue;
    const written = writeCell(
      field,
      column,
      column === 'type' ? text.toLowerCase() : text,
      resources,
    );
    if ('field' in written) field = written.field;
    else unclear.push(`${field.name}: ${written.unclear}`);
  }
  return { field, unclear };
}

/** `yes`, `x` and their like turn a flag on, everything else off. */
function flag(text: string): string {
  return /^(?:yes|y|true|1|x|✓|required|unique|sortable|not null)$/i.test(text)
    ? 'yes'
    : '';
}

/** Each column is a field; its values tell the type. */
function ofData(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  resources: readonly string[],
): Pasted {
  const sample = rows.slice(0, SAMPLE);
  const columns = header.map((title, index) => ({
    title,
    isGiven: GIVEN_FIELDS.has(fieldName(title)),
    values: sample.map(row => row[index] ?? ''),
  }));
  return csv(
    {
      source: `${counted(header.length, 'column')}, ${counted(
        rows.length,
        'row',
      )}`,
      fields: columns
        .filter(({ isGiven }) => !isGiven)
        .map(({ title, values }) => inferField(title, values, resources)),
      leftOut: givenNote(
        columns
          .filter(({ isGiven }) => isGiven)
          .map(({ title }) => fieldName(title)),
      ),
    },
    [],
  );
}

function csv(resource: PastedResource, faults: readonly Fault[]): Pasted {
  return { format: 'CSV', resources: [resource], faults };
}

function failed(line: number, message: string): Pasted {
  return { format: 'CSV', resources: [], faults: [{ line, message }] };
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
