import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import type { YamlMap } from './yaml';

/** What is offered: all of a resource, or what is read of it. */
export type Offered = Resource & {
  readonly writes?: boolean;
  readonly additions?: readonly Addition[];
};

/** What is added to a resource when clients ask for it by name. */
export interface Addition {
  readonly name: string;
  /** Where it is in the answer. */
  readonly collection: string;
  /** The schema of one. */
  readonly schema: string;
}

/** A pointer to a part of the document. */
export interface Reference extends YamlMap {
  readonly $ref: string;
}

/** The part of JSON Schema 2020-12 that contracts use. */
export interface Schema extends YamlMap {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly required?: readonly string[];
  readonly properties?: { readonly [name: string]: Schema | Reference };
  readonly items?: Schema | Reference;
}

/** A parameter of an operation. */
export interface Parameter extends YamlMap {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly description: string;
  readonly schema: Schema | Reference;
}

/** An answer of an operation. */
export interface Response extends YamlMap {
  readonly description: string;
  readonly headers?: { readonly [name: string]: Reference };
  readonly content?: YamlMap;
  readonly links?: YamlMap;
}

/** What a method does on a path. */
export interface Operation extends YamlMap {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly deprecated?: true;
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly requestBody?: YamlMap;
  readonly security?: readonly YamlMap[];
  readonly responses: { readonly [status: string]: Response | Reference };
}

/** A path with its methods. */
export interface PathItem extends YamlMap {
  readonly parameters?: readonly Reference[];
  readonly get?: Operation;
  readonly put?: Operation;
  readonly post?: Operation;
  readonly delete?: Operation;
}

/** An OpenAPI 3.1 document. */
export interface OpenApi extends YamlMap {
  readonly openapi: '3.1.0';
  readonly info: YamlMap;
  readonly servers: readonly YamlMap[];
  readonly security: readonly YamlMap[];
  readonly tags: readonly YamlMap[];
  readonly paths: { readonly [path: string]: PathItem };
  readonly components: {
    readonly securitySchemes?: YamlMap;
    readonly parameters: { readonly [name: string]: Parameter };
    readonly headers: YamlMap;
    readonly responses: { readonly [name: string]: Response };
    readonly schemas: { readonly [name: string]: Schema };
  };
}

/** A pointer to a component. */
export function ref(
  kind: 'parameters' | 'headers' | 'responses' | 'schemas',
  name: string,
): Reference {
  return { $ref: `#/components/${kind}/${name}` };
}
