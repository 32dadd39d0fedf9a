import type { FieldType } from '@golden-path/backstage-plugin-golden-path-common';
import { SHAPES, type GoCode, type GoField } from '../fields';
import { code } from '../fields/shape';
import { goText } from '../go/go';
import type { Unit, UnitField } from '../proto/unit';

/** The readers of types that messages carry as text. */
const READERS: Readonly<Partial<Record<FieldType, string>>> = {
  decimal: 'Decimal',
  date: 'Date',
  uuid: 'UUID',
  reference: 'UUID',
};

/** The type in JSON; what has a form of its own is text, as in messages. */
export function bodyType({ field }: UnitField): GoCode {
  switch (field.field.type) {
    case 'integer':
    case 'boolean':
    case 'time':
    case 'list':
      return SHAPES[field.field.type].type(field, '');
    default:
      return code('string');
  }
}

/** The value in JSON, of the message `m`. */
export function bodyValue({ resource }: Unit) {
  const { camel } = resource.names.singular;
  return ({ field, item }: UnitField): GoCode => {
    const value = `m.${item}`;
    const { nullable } = field;
    switch (field.field.type) {
      case 'time':
        return code(
          nullable ? `transcode.Time(${value})` : `${value}.AsTime()`,
        );
      case 'enum':
        return code(
          `${camel}Enums.${field.enum?.type}.${
            nullable ? 'OptionalText' : 'Text'
          }(${value})`,
        );
      case 'list':
        return code(`transcode.List(${value})`);
      default:
        return code(value);
    }
  };
}

/** The value of an input's field, of the body `b`. */
export function inputValue({ resource }: Unit) {
  const { camel } = resource.names.singular;
  return ({ field }: UnitField): GoCode => {
    const { type, required, default: otherwise } = field.field;
    const wire = goText(field.wire);
    const member = memberOf(field, camel);
    if (type === 'list') return member;
    if (!required || otherwise !== undefined) {
      return type === 'time'
        ? { ...member, code: `transcode.Timestamp(${member.code})` }
        : member;
    }
    const value = `jsonbody.Require(b, ${wire}, ${member.code})`;
    return type === 'time'
      ? code(`timestamppb.New(${value})`, 'timestamppb', ...member.imports)
      : { ...member, code: value };
  };
}

/** A pointer to the member of the body, nil when there is none. */
function memberOf(field: GoField, camel: string): GoCode {
  const shape = SHAPES[field.field.type];
  const wire = goText(field.wire);
  const reader = READERS[field.field.type];
  if (reader) {
    return code(
      `jsonbody.Member(b, ${wire}, ${checked(reader)})`,
      'jsonbody',
      'parse',
    );
  }
  return field.field.type === 'enum'
    ? code(
        `${camel}Enums.${
          field.enum?.type
        }.Read(c, ${wire}, b.Text(${wire}), ${goText(
          shape.rules(field).join(','),
        )})`,
      )
    : shape.member(field);
}

/** A pointer to the parameter of the query `q`, nil when there is none. */
export function parameter({ resource }: Unit, field: GoField): GoCode {
  const { camel } = resource.names.singular;
  const wire = goText(field.wire);
  const shape = SHAPES[field.field.type];
  const reader = READERS[field.field.type];
  if (reader) {
    return code(
      `httpx.Param(q, ${wire}, ${checked(reader)})`,
      'httpx',
      'parse',
    );
  }
  switch (field.field.type) {
    case 'enum':
      return code(
        `httpx.Param(q, ${wire}, ${camel}Enums.${field.enum?.type}.Parse)`,
      );
    case 'time': {
      const moment = shape.parameter(field, '');
      return { ...moment, code: `transcode.Timestamp(${moment.code})` };
    }
    default:
      return shape.parameter(field, '');
  }
}

/** What lets text of a form through as it is. */
function checked(reader: string): string {
  return `transcode.Checked(parse.${reader})`;
}
