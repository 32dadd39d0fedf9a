import type {
  Upstream,
  UpstreamResource,
} from '@golden-path/backstage-plugin-golden-path-common';
import { isFilter, type GoCode } from '../fields';
import { GENERATED, goText } from '../go/go';
import { fileText, paragraphs, type Text } from '../lines';
import { unitOf, type Unit } from '../proto/unit';
import { publishedRoutes, type Operation } from './routes';
import { contractImports, homeOf } from './rpcClient';
import { bodyType, bodyValue, inputValue, parameter } from './transcodedFields';

/**
 * `internal/apigateway/depot_rpc.go`: the routes of a resource whose service is
 * called over gRPC, and its JSON from and to the messages of the contract.
 */
export function emitTranscoding(
  module: string,
  upstream: Upstream,
  resource: UpstreamResource,
): string {
  const home = homeOf(module, upstream);
  const unit = unitOf(home, resource);
  const types = unit.fields.map(bodyType);
  const values = unit.fields.map(bodyValue(unit));
  const inputs = resource.writes ? unit.fields.map(inputValue(unit)) : [];
  const filters = unit.fields
    .filter(({ field }) => isFilter(field))
    .map(({ field, filter }) => ({
      name: filter,
      value: parameter(unit, field),
    }));
  const used = [...types, ...values, ...inputs];
  return fileText(
    paragraphs(
      [GENERATED],
      ['package apigateway'],
      contractImports(
        home,
        [resource],
        [
          'httpx',
          'net/http',
          'time',
          'transcode',
          ...(resource.writes ? (['jsonbody', 'validate'] as const) : []),
          ...[...used, ...filters.map(({ value }) => value)].flatMap(
            ({ imports }) => imports,
          ),
        ],
      ),
      routes(unit, resource),
      enumTable(unit),
      body(unit, types),
      newBody(unit, values),
      readList(unit, filters.length > 0),
      filters.length > 0 && readFilter(unit, filters),
      readOne(unit),
      ...(resource.writes ? readChanges(unit, inputs) : []),
      writeList(unit),
      writeOne(unit),
      resource.writes && writeCreation(unit),
    ),
  );
}

function routes(
  { pb, resource: { names } }: Unit,
  resource: UpstreamResource,
): Text {
  const { singular, plural } = names;
  const { camel, pascal } = singular;
  const item = (method: string) => `transcode.Item(rpc.${method}${pascal})`;
  const handlers: Readonly<Record<Operation, readonly string[]>> = {
    list: [
      `read${pascal}List`,
      `rpc.List${plural.pascal}`,
      `write${pascal}List`,
    ],
    create: [`read${pascal}Creation`, item('Create'), `write${pascal}Creation`],
    get: [`read${pascal}ID`, item('Get'), `write${pascal}`],
    replace: [`read${pascal}Change`, item('Update'), `write${pascal}`],
    delete: [
      `read${pascal}Removal`,
      `rpc.Delete${pascal}`,
      'transcode.WriteNoContent',
    ],
  };
  return [
    `// ${camel}Routes publishes ${plural.words} of the service that u calls.`,
    `func ${camel}Routes(u *transcode.Upstream) []httpx.Route {`,
    `rpc := ${pb}.New${pascal}ServiceClient(u.Connection())`,
    'return []httpx.Route{',
    publishedRoutes(resource).map(({ operation, members }) => [
      '{',
      `${members},`,
      `Handler: transcode.Handle(u, ${handlers[operation].join(', ')}),`,
      '},',
    ]),
    '}',
    '}',
  ];
}

/** The enums of a resource are fields of one variable, by their type. */
function enumTable({ resource, fields }: Unit): Text {
  const { camel, words } = resource.names.singular;
  const enums = fields.flatMap(({ field, protoEnum }) =>
    field.enum && protoEnum ? [{ ...field.enum, protoEnum }] : [],
  );
  return (
    enums.length > 0 && [
      `// ${camel}Enums pairs the values of the service with those in the JSON of the ${words}.`,
      `var ${camel}Enums = struct {`,
      enums.map(
        ({ type, protoEnum }) => `${type} transcode.Enum[${protoEnum.type}]`,
      ),
      '}{',
      enums.map(({ type, constants, protoEnum }) => [
        `${type}: transcode.NewEnum(map[${protoEnum.type}]string{`,
        constants.map(
          ({ value }, index) =>
            `${protoEnum.values[index + 1]}: ${goText(value)},`,
        ),
        '}),',
      ]),
      '}',
    ]
  );
}

function body({ resource, fields }: Unit, types: readonly GoCode[]): Text {
  const { camel } = resource.names.singular;
  return [
    `// ${camel}Body is the JSON form of an answer.`,
    `type ${camel}Body struct {`,
    'ID string `json:"id"`',
    'Version int64 `json:"version"`',
    'CreatedAt time.Time `json:"created_at"`',
    'UpdatedAt time.Time `json:"updated_at"`',
    fields.map(
      ({ field: { name, nullable, wire } }, index) =>
        `${name} ${nullable ? '*' : ''}${types[index]?.code} \`json:${goText(
          wire,
        )}\``,
    ),
    '}',
  ];
}

function newBody(
  { resource, pb, fields }: Unit,
  values: readonly GoCode[],
): Text {
  const { camel, pascal } = resource.names.singular;
  return [
    `func new${pascal}Body(m *${pb}.${pascal}) ${camel}Body {`,
    `return ${camel}Body{`,
    'ID: m.Id,',
    'Version: m.Version,',
    'CreatedAt: m.CreatedAt.AsTime(),',
    'UpdatedAt: m.UpdatedAt.AsTime(),',
    fields.map(({ field }, index) => `${field.name}: ${values[index]?.code},`),
    '}',
    '}',
  ];
}

function readList({ resource, pb }: Unit, filters: boolean): Text {
  const { singular, plural } = resource.names;
  const message = `${pb}.List${plural.pascal}Request`;
  return [
    `func read${singular.pascal}List(r *http.Request) (*${message}, error) {`,
    'q := httpx.NewQuery(r)',
    'page := transcode.ReadPage(q)',
    `request := &${message}{`,
    'PageSize: page.Size, PageToken: page.Token, OrderBy: page.Order,',
    filters && `Filter: read${singular.pascal}Filter(q),`,
    '}',
    'return request, q.Err()',
    '}',
  ];
}

function readFilter(
  { resource, pb }: Unit,
  members: readonly { name: string; value: GoCode }[],
): Text {
  const { pascal } = resource.names.singular;
  return [
    `// read${pascal}Filter leaves mistakes to the Err of q.`,
    `func read${pascal}Filter(q *httpx.Query) *${pb}.${pascal}Filter {`,
    `return &${pb}.${pascal}Filter{`,
    members.map(({ name, value }) => `${name}: ${value.code},`),
    '}',
    '}',
  ];
}

function readOne({ resource, pb }: Unit): Text {
  const { pascal } = resource.names.singular;
  return [
    `func read${pascal}ID(r *http.Request) (*${pb}.Get${pascal}Request, error) {`,
    'id, err := transcode.ReadID(r)',
    `return &${pb}.Get${pascal}Request{Id: id}, err`,
    '}',
  ];
}

function readChanges(unit: Unit, inputs: readonly GoCode[]): Text[] {
  const { resource, pb, fields } = unit;
  const { pascal } = resource.names.singular;
  const hasRules = fields.some(({ protoEnum }) => protoEnum);
  return [
    [
      `func read${pascal}Creation(r *http.Request) (*${pb}.Create${pascal}Request, error) {`,
      `in, err := transcode.ReadInput(r, read${pascal}Input)`,
      `return &${pb}.Create${pascal}Request{Input: in}, err`,
      '}',
    ],
    [
      `func read${pascal}Change(r *http.Request) (*${pb}.Update${pascal}Request, error) {`,
      'id, seen, err := transcode.ReadVersion(r, true)',
      'if err != nil {',
      'return nil, err',
      '}',
      `in, err := transcode.ReadInput(r, read${pascal}Input)`,
      `return &${pb}.Update${pascal}Request{Id: id, Version: seen, Input: in}, err`,
      '}',
    ],
    [
      `func read${pascal}Removal(r *http.Request) (*${pb}.Delete${pascal}Request, error) {`,
      'id, seen, err := transcode.ReadVersion(r, false)',
      `return &${pb}.Delete${pascal}Request{Id: id, Version: seen}, err`,
      '}',
    ],
    [
      `// read${pascal}Input leaves mistakes to the Err of b${
        hasRules ? ' and of c' : ''
      }.`,
      `func read${pascal}Input(b *jsonbody.Object, ${
        hasRules ? 'c' : '_'
      } *validate.Check) *${pb}.${pascal}Input {`,
      `return &${pb}.${pascal}Input{`,
      fields.map(({ input }, index) => `${input}: ${inputs[index]?.code},`),
      '}',
      '}',
    ],
  ];
}

function writeList({ resource, pb }: Unit): Text {
  const { singular, plural } = resource.names;
  return [
    `func write${singular.pascal}List(w http.ResponseWriter, _ *http.Request, page *${pb}.List${plural.pascal}Response) error {`,
    `return transcode.WriteList(w, page.Items, page.NextPageToken, new${singular.pascal}Body)`,
    '}',
  ];
}

function writeOne({ resource, pb }: Unit): Text {
  const { pascal } = resource.names.singular;
  return [
    `func write${pascal}(w http.ResponseWriter, r *http.Request, m *${pb}.${pascal}) error {`,
    `return httpx.WriteVersion(w, r, http.StatusOK, m.Version, new${pascal}Body(m))`,
    '}',
  ];
}

function writeCreation({ resource, pb }: Unit): Text {
  const { singular, plural } = resource.names;
  const list = goText(`/api/v1/${plural.kebab}/`);
  return [
    `func write${singular.pascal}Creation(w http.ResponseWriter, r *http.Request, m *${pb}.${singular.pascal}) error {`,
    `w.Header().Set("Location", ${list}+m.Id)`,
    `return httpx.WriteVersion(w, r, http.StatusCreated, m.Version, new${singular.pascal}Body(m))`,
    '}',
  ];
}
