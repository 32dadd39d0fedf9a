import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import { goFields, type GoField } from '../fields';
import { lines, type Text } from '../lines';
import { imports } from '../go/go';
import type { GoPackage } from '../go/packages';
import { protoFile, protoFolder, type ProtoHome } from './api';
import { protoEnums } from './apiEnums';
import { goCamelCase, goFieldNames } from './goNames';
import type { ProtoMessage } from './model';

/** What the code of one resource goes by. */
export interface Unit {
  readonly resource: Resource;
  /** The generated package, such as `orderv1`. */
  readonly pb: string;
  /** The package of the domain with its dot. */
  readonly of: string;
  readonly fields: readonly UnitField[];
}

export interface UnitField {
  readonly field: GoField;
  /** What the messages of the API call it. */
  readonly item: string;
  readonly input: string;
  readonly filter: string;
  readonly protoEnum?: { readonly type: string; readonly values: string[] };
}

/** The names of a resource's code. */
export function unitOf(home: ProtoHome, resource: Resource): Unit {
  const { pascal, flat } = resource.names.singular;
  const file = protoFile(home, resource);
  const named = (message: string) => namesIn(file.messages, message);
  const [items, inputs, filters] = [
    named(pascal),
    named(`${pascal}Input`),
    named(`${pascal}Filter`),
  ];
  const enums = protoEnums(resource);
  return {
    resource,
    pb: file.go.name,
    of: `${flat}.`,
    fields: goFields(resource).map(field => {
      const declared = enums.get(field.field);
      return {
        field,
        item: items.get(field.wire) ?? '',
        input: inputs.get(field.wire) ?? '',
        filter: filters.get(field.wire) ?? '',
        ...(declared && {
          protoEnum: {
            type: `${file.go.name}.${goCamelCase(
              `${pascal}.${declared.name}`,
            )}`,
            values: declared.values.map(
              value => `${file.go.name}.${pascal}_${value}`,
            ),
          },
        }),
      };
    }),
  };
}

function namesIn(messages: readonly ProtoMessage[], name: string) {
  const message = messages.find(other => other.name === name);
  const entries = message ? [...goFieldNames(message)] : [];
  return new Map(entries.map(([field, go]) => [field.name, go]));
}

/** The import declarations, the generated package's with its name. */
export function unitImports(
  home: ProtoHome,
  { resource, pb }: Unit,
  needs: readonly GoPackage[],
): Text {
  const generated = `gen/${protoFolder(home, resource)}`;
  const own = [generated, `internal/${resource.names.singular.flat}`];
  return lines(imports(home.module, needs, own)).map(line =>
    line.endsWith(`/${generated}"`) ? `${pb} ${line}` : line,
  );
}
