import { resolve } from '@golden-path/backstage-plugin-golden-path-common';
import { validAnswers } from '../__testUtils__/answers';
import { readCatalogue } from '../__testUtils__/catalogue';
import type { Pasted } from './pasted';
import { chosenResources, guessKey, withPasted } from './readings';
import { isWorthReading, understand } from './understand';

const catalogue = readCatalogue();

/** What was understood, with every guess as it is. */
function resourcesOf(text: string, names: readonly string[] = []) {
  const pasted = understand(text, names);
  return chosenResources(pasted?.resources ?? [], new Set(), 'item');
}
const fieldsOf = (text: string, names?: readonly string[]) =>
  resourcesOf(text, names)[0]?.fields ?? [];
const left = (pasted: Pasted | undefined) =>
  pasted?.resources.flatMap(({ leftOut }) => leftOut);

const USERS = `
-- people who sign in
CREATE TABLE users (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    email VARCHAR(255) UNIQUE NOT NULL,
    name VARCHAR(255) NOT NULL,
    password_hash VARCHAR(255) NOT NULL,
    created_at TIMESTAMPTZ DEFAULT NOW(),
    updated_at TIMESTAMPTZ DEFAULT NOW(),
    deleted_at TIMESTAMPTZ,

    CONSTRAINT valid_email CHECK (email ~* '^[A-Z]+@x$')
);
CREATE INDEX idx_users_email ON users(email) WHERE deleted_at IS NULL;
CREATE OR REPLACE FUNCTION touch() RETURNS TRIGGER AS $$
BEGIN NEW.updated_at = NOW(); RETURN NEW; END;
$$ LANGUAGE plpgsql;
`;

const DUMP = `
CREATE TYPE public.order_status AS ENUM ('draft', 'paid');
CREATE TABLE public.customers (
    id bigint NOT NULL,
    "displayName" character varying(80) DEFAULT 'n/a'::character varying NOT NULL
);
CREATE TABLE public.order_items (
    id bigint NOT NULL,
    customer_id bigint NOT NULL,
    status public.order_status DEFAULT 'draft'::public.order_status NOT NULL,
    quantity integer DEFAULT 1 NOT NULL,
    price numeric(12,2) NOT NULL,
    weight money,
    tags text[],
    meta jsonb,
    placed_at timestamp(3) without time zone,
    code character(12),
    CONSTRAINT q CHECK ((quantity > 0)),
    CONSTRAINT p CHECK (((price >= 0.5) AND (price <= (100)::numeric))),
    CONSTRAINT k CHECK (((kind)::text = ANY (ARRAY['a'::text, 'b'::text])))
);
ALTER TABLE public.order_items ADD kind text NOT NULL;
ALTER TABLE ONLY public.order_items
    ADD CONSTRAINT pk PRIMARY KEY (id),
    ADD CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES public.customers(id) ON UPDATE CASCADE ON DELETE CASCADE;
CREATE UNIQUE INDEX codes ON public.order_items USING btree (code);
COMMENT ON TABLE public.order_items IS 'What was ordered';
COMMENT ON COLUMN public.order_items.price IS 'Without tax';
`;

const MYSQL = `
CREATE TABLE IF NOT EXISTS \`stock_levels\` (
  \`id\` int unsigned NOT NULL AUTO_INCREMENT,
  \`state\` enum('in','it''s out') NOT NULL DEFAULT 'in' COMMENT 'Whether any is there',
  \`active\` tinyint(1) NOT NULL DEFAULT '1',
  \`ratio\` double DEFAULT NULL,
  \`key\` varchar(20) NOT NULL,
  PRIMARY KEY (\`id\`),
  UNIQUE KEY \`uk\` (\`key\`),
  KEY \`idx\` (\`state\`,\`active\`)
) ENGINE=InnoDB COMMENT='How much is there';
`;

describe('SQL', () => {
  it('of the source document gives e-mail and name, and names what is left out', () => {
    const pasted = understand(USERS, []);
    expect(pasted?.faults).toEqual([]);
    expect(resourcesOf(USERS)).toEqual([
      {
        name: 'user',
        fields: [
          {
            name: 'email',
            type: 'text',
            maxLength: 255,
            required: true,
            unique: true,
          },
          { name: 'name', type: 'text', maxLength: 255, required: true },
          {
            name: 'password_hash',
            type: 'text',
            maxLength: 255,
            required: true,
          },
        ],
      },
    ]);
    expect(left(pasted)).toEqual([
      'id, created_at, updated_at, deleted_at are left out: every resource has them',
      "the check email ~ * '^[A-Z]+@x$' is left out: write it in rules.go",
    ]);
    const without = chosenResources(
      pasted!.resources,
      new Set([guessKey(0, 2)]),
      'item',
    );
    expect(without[0]?.fields.map(({ name }) => name)).toEqual([
      'email',
      'name',
    ]);
  });

  it('of a dump joins enum, keys, checks, indexes and comments', () => {
    const [customer, item] = resourcesOf(DUMP);
    expect(customer).toEqual({
      name: 'customer',
      fields: [
        {
          name: 'display_name',
          type: 'text',
          maxLength: 80,
          required: true,
          default: 'n/a',
        },
      ],
    });
    expect(item?.name).toBe('order-item');
    expect(item?.description).toBe('What was ordered');
    expect(item?.fields).toEqual([
      {
        name: 'customer',
        type: 'reference',
        resource: 'customer',
        onDelete: 'cascade',
        required: true,
      },
      {
        name: 'status',
        type: 'enum',
        values: ['draft', 'paid'],
        required: true,
        default: 'draft',
      },
      {
        name: 'quantity',
        type: 'integer',
        min: '1',
        required: true,
        default: 1,
      },
      {
        name: 'price',
        type: 'decimal',
        precision: 12,
        scale: 2,
        min: '0.5',
        max: '100',
        required: true,
        description: 'Without tax',
      },
      { name: 'weight', type: 'decimal', precision: 19, scale: 2 },
      { name: 'tags', type: 'list', items: 'text' },
      { name: 'meta', type: 'text' },
      { name: 'placed_at', type: 'time' },
      {
        name: 'code',
        type: 'text',
        minLength: 12,
        maxLength: 12,
        unique: true,
      },
      { name: 'kind', type: 'enum', values: ['a', 'b'], required: true },
    ]);
  });

  it('of MySQL reads backticks, enums, flags, comments and its keys', () => {
    const [stock] = resourcesOf(MYSQL);
    expect(stock?.name).toBe('stock-level');
    expect(stock?.description).toBe('How much is there');
    expect(stock?.fields).toEqual([
      {
        name: 'state',
        type: 'enum',
        values: ['in', "it's out"],
        required: true,
        default: 'in',
        description: 'Whether any is there',
      },
      { name: 'active', type: 'boolean', required: true },
      { name: 'ratio', type: 'decimal', precision: 19, scale: 4 },
      {
        name: 'key',
        type: 'text',
        maxLength: 20,
        required: true,
        unique: true,
      },
    ]);
  });

  it('says what is a guess and keeps the other reading', () => {
    const weight = understand(DUMP, [])?.resources[1]?.fields.find(
      ({ field: { name } }) => name === 'weight',
    );
    expect(weight?.guess).toEqual({
      text: 'money is read as decimal 19,2',
      other: { label: 'use text', field: { name: 'weight', type: 'text' } },
    });
  });

  it.each([
    ['CREATE TABLE t', /needs a name and its columns/],
    ['CREATE TABLE t (a int, 7 up)', /“7 up” is no column/],
    ["ALTER TABLE t ADD x int; -- 'no table", /creates no table/],
  ])('that is broken is answered with its line: %s', (text, message) => {
    expect(understand(text, [])?.faults[0]?.message).toMatch(message);
  });

  it.each(["CREATE TABLE t (a text DEFAULT 'open", 'create table (((', '/*'])(
    'that ends in the middle does not throw: %s',
    text => {
      expect(() => understand(text, [])).not.toThrow();
    },
  );
});

describe('CSV', () => {
  it('of data gives a field a column, typed by its values', () => {
    const csv = [
      'id;Order No;Customer ID;Total;Placed at;State;E-mail;ZIP',
      '1;A-1;7;12.50;2026-01-31T12:00:00Z;open;a@example.com;01099',
      '2;A-2;7;3;2026-02-01 08:00:00;open;b@example.com;01097',
      '3;"A;3";8;0.5;2026-02-02T08:00:00Z;paid;;04103',
      '4;A-4;8;7.25;2026-02-02T08:00:00Z;paid;c@example.com;04103',
    ].join('\n');
    expect(fieldsOf(csv, ['customer'])).toEqual([
      { name: 'order_no', type: 'text', maxLength: 20, required: true },
      {
        name: 'customer',
        type: 'reference',
        resource: 'customer',
        onDelete: 'refuse',
        required: true,
      },
      {
        name: 'total',
        type: 'decimal',
        precision: 12,
        scale: 2,
        required: true,
      },
      { name: 'placed_at', type: 'time', required: true },
      { name: 'state', type: 'enum', values: ['open', 'paid'], required: true },
      { name: 'e_mail', type: 'text', format: 'email', maxLength: 254 },
      { name: 'zip', type: 'text', maxLength: 20, required: true },
    ]);
  });

  it('of fields, copied from a spreadsheet, is read cell by cell', () => {
    const table =
      'Field\tType\tRequired\tUnique\tDefault\tLimits\n' +
      'number\ttext\tyes\tx\t\tmax 20\n' +
      'total\tdecimal\ttrue\tno\t0.00\t12 digits, 2 after the point\n';
    expect(fieldsOf(table)).toEqual([
      {
        name: 'number',
        type: 'text',
        required: true,
        unique: true,
        maxLength: 20,
      },
      {
        name: 'total',
        type: 'decimal',
        required: true,
        default: '0.00',
        precision: 12,
        scale: 2,
      },
    ]);
    expect(fieldsOf('number\ttext\nplaced_at\ttime')).toEqual([
      { name: 'number', type: 'text' },
      { name: 'placed_at', type: 'time' },
    ]);
  });

  it('says in which line a cell cannot be read', () => {
    const pasted = understand('field,type,limits\nnumber,text,lots', []);
    expect(pasted?.faults).toEqual([
      { line: 2, message: expect.stringMatching(/number: “lots” cannot/) },
    ]);
  });
});

describe('JSON', () => {
  it('of a sample types what is there and leaves objects out', () => {
    const sample = JSON.stringify([
      {
        id: 1,
        userName: 'ada',
        age: 36,
        active: true,
        tags: ['a'],
        address: { city: 'x' },
      },
      { id: 2, userName: 'bob', age: null, active: false, tags: [] },
    ]);
    expect(fieldsOf(sample)).toEqual([
      { name: 'user_name', type: 'text', maxLength: 20, required: true },
      { name: 'age', type: 'integer' },
      { name: 'active', type: 'boolean', required: true },
      { name: 'tags', type: 'list', items: 'text' },
    ]);
    expect(left(understand(sample, []))).toEqual([
      'id is left out: every resource has one',
      'address holds an object and is left out: make it a resource of its own',
    ]);
  });

  it('of a JSON Schema keeps names, limits and words', () => {
    const schema = JSON.stringify({
      title: 'Invoices',
      description: 'What is owed',
      type: 'object',
      required: ['number', 'customer_id'],
      properties: {
        id: { type: 'string', format: 'uuid' },
        number: { type: 'string', maxLength: 20, description: 'Printed' },
        customer_id: { type: 'string', format: 'uuid' },
        state: { enum: ['open', 'paid'], default: 'open' },
        sum: { type: ['number', 'null'], minimum: 0 },
        due: { type: 'string', format: 'date' },
        lines: { type: 'array', items: { type: 'object' } },
      },
    });
    expect(resourcesOf(schema, ['customer'])).toEqual([
      {
        name: 'invoice',
        description: 'What is owed',
        fields: [
          {
            name: 'number',
            type: 'text',
            maxLength: 20,
            required: true,
            description: 'Printed',
          },
          {
            name: 'customer',
            type: 'reference',
            resource: 'customer',
            required: true,
          },
          {
            name: 'state',
            type: 'enum',
            values: ['open', 'paid'],
            default: 'open',
          },
          { name: 'sum', type: 'decimal', min: 0 },
          { name: 'due', type: 'date' },
        ],
      },
    ]);
  });

  it('that is broken is answered with its line', () => {
    expect(understand('{\n "a": 1,\n}', [])?.faults[0]?.message).toMatch(
      /This is no JSON/,
    );
    expect(understand('[1, 2]', [])?.faults[0]?.message).toMatch(/no object/);
  });
});

describe('what was pasted', () => {
  const answers = validAnswers();

  it('takes the place of a resource of its name, and is valid', () => {
    const next = withPasted(answers, resourcesOf(USERS), 'add', 0);
    expect(next.resources).toHaveLength(1);
    expect(resolve(catalogue, next).problems).toEqual([]);
    const all = withPasted(answers, resourcesOf(DUMP), 'replace-all', 0);
    expect(all.resources.map(({ name }) => name)).toEqual([
      'customer',
      'order-item',
    ]);
    expect(resolve(catalogue, all).problems).toEqual([]);
  });

  it('replaces or joins the fields of the open resource', () => {
    const csv = resourcesOf('email,nick\na@example.com,ada');
    const names = (into: 'add-fields' | 'replace-fields') =>
      withPasted(answers, csv, into, 0).resources[0]?.fields.map(
        ({ name }) => name,
      );
    expect(names('replace-fields')).toEqual(['email', 'nick']);
    expect(names('add-fields')?.filter(name => name === 'email')).toHaveLength(
      1,
    );
  });

  it.each([
    ['paid', false],
    ['draft, paid', false],
    ['a\tb', true],
    ['{"a":1}', true],
    ['create table t (a int)', true],
  ])('is looked at first unless it is one value: %s', (text, worth) => {
    expect(isWorthReading(text)).toBe(worth);
  });
});
