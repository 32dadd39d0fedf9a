import type {
  Answers,
  FieldType,
  STREAM_PROTOCOLS,
  UPSTREAM_PROTOCOLS,
} from './answers';
import type { NameStyle, PortFact, RegionFact } from './facts';
import type { Profile } from './profile/profile';
import type { Protection } from './protection';
import type {
  ConfigKey,
  FileClass,
  GoldenPath,
  PatternManifest,
} from './pattern';

/**
 * Everything that `resolve` needs: plain data, so that a browser can hold it.
 * `regions` are without file offsets' meaning there, only ports matter.
 * @public
 */
export interface Catalogue {
  readonly patterns: readonly PatternManifest[];
  readonly goldenPaths: readonly GoldenPath[];
  readonly ports: readonly PortFact[];
  readonly regions: readonly RegionFact[];
  /** What the organisation settles; see `withProfile`. */
  readonly profile?: Profile;
  readonly reserved: {
    readonly packages: readonly string[];
    readonly types: readonly string[];
    /** Go modules that the patterns use: no service may take their place. */
    readonly modules?: readonly string[];
  };
}

/** A change of the answers that mends a problem. @public */
export type Mend =
  | {
      readonly kind: 'choose';
      readonly label: string;
      readonly group: string;
      readonly pattern: string;
    }
  | {
      readonly kind: 'drop';
      readonly label: string;
      readonly group: string;
      readonly pattern: string;
    }
  | {
      readonly kind: 'set';
      readonly label: string;
      readonly path: readonly (string | number)[];
      readonly value: unknown;
    };

/** Something the answers get wrong: where, what, and how to mend it. @public */
export interface Problem {
  /** Path into the answers, such as `['resources', 0, 'name']`. */
  readonly path: readonly (string | number)[];
  /** One sentence: what is wrong with the value. */
  readonly message: string;
  /** One sentence: what to do. */
  readonly advice: string;
  /** Changes that a button can make, best first. */
  readonly mends: readonly Mend[];
}

/** Whether a pattern of a golden path can be chosen, and why not. @public */
export interface Option {
  readonly pattern: string;
  readonly state: 'chosen' | 'free' | 'blocked' | 'fixed';
  /** Why it is in: the golden path fixed it, its default, or the answer. */
  readonly because?: 'fixed' | 'default' | 'answer';
  /** Why it is blocked, with what mends it. */
  readonly blockedBy?: {
    readonly reason: string;
    readonly mends: readonly Mend[];
  };
}

/** A group of the golden path with the state of its patterns. @public */
export interface OptionGroup {
  readonly id: string;
  readonly options: readonly Option[];
}

/** A name in every spelling, singular and plural. @public */
export interface Names {
  readonly singular: Readonly<Record<NameStyle, string>>;
  readonly plural: Readonly<Record<NameStyle, string>>;
}

/** A field after all defaults are settled. @public */
export interface Field {
  readonly name: string;
  readonly names: Names;
  readonly type: FieldType;
  readonly description: string;
  readonly required: boolean;
  readonly unique: boolean;
  /** Whether lists can be sorted by it. */
  readonly sortable: boolean;
  readonly default?: string | number | boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly format?: 'email' | 'url';
  /** Bounds as decimal text, so that no digit is lost. */
  readonly min?: string;
  readonly max?: string;
  readonly precision?: number;
  readonly scale?: number;
  readonly values?: readonly string[];
  readonly items?: 'text' | 'integer';
  readonly maxItems?: number;
  readonly reference?: {
    readonly resource: string;
    readonly onDelete: 'refuse' | 'cascade' | 'clear';
  };
  /** The resource of an upstream whose id the value is. */
  readonly upstream?: { readonly service: string; readonly resource: string };
  /** Name of the column: the field's, or with `_id` for a reference. */
  readonly column: string;
  /** Version of the schema in which it came, if later than its resource. */
  readonly since?: number;
}

/** A resource after all defaults are settled. @public */
export interface Resource {
  readonly name: string;
  readonly names: Names;
  readonly description: string;
  /** Version of the schema in which it came, if later than the first. */
  readonly since?: number;
  readonly fields: readonly Field[];
}

/** What a gateway adds to a resource when clients ask for it. @public */
export interface Include {
  /** What they ask for, such as `customer`. */
  readonly name: string;
  /** Column that holds the id. */
  readonly column: string;
  /** The upstream and the resource of it that the id is of. */
  readonly service: string;
  readonly resource: string;
}

/** A resource that another service keeps. @public */
export interface UpstreamResource extends Resource {
  /** Whether the service changes it too. */
  readonly writes: boolean;
  readonly includes: readonly Include[];
}

/** What a gateway passes on that has no end. @public */
export interface Stream {
  /** Where it is below the API, such as `/orders/{id}/events`. */
  readonly path: string;
  readonly protocol: (typeof STREAM_PROTOCOLS)[number];
  readonly description: string;
  /** The id of its operation, such as `streamOrdersIDEvents`. */
  readonly operation: string;
  /** What the operation does, such as `Stream orders events`. */
  readonly summary: string;
}

/** An API of an upstream in the catalog. @public */
export interface UpstreamApi {
  readonly name: string;
  readonly resources: readonly UpstreamResource[];
}

/** Another service that this one calls. @public */
export interface Upstream {
  readonly name: string;
  readonly names: Names;
  readonly protocol: (typeof UPSTREAM_PROTOCOLS)[number];
  /** Its APIs in the catalog, each with the resources that are called by it. */
  readonly apis: readonly UpstreamApi[];
  readonly resources: readonly UpstreamResource[];
  /** What a gateway passes on beside them. */
  readonly streams: readonly Stream[];
}

/** A pattern that is in, and why. @public */
export interface ChosenPattern {
  readonly id: string;
  readonly version: string;
  readonly because: 'fixed' | 'default' | 'answer';
}

/** A resolved, valid choice: all later steps trust it. @public */
export interface Composition {
  readonly goldenPath: { readonly id: string; readonly version: string };
  readonly service: {
    readonly name: string;
    readonly names: Names;
    readonly title: string;
    readonly description: string;
    readonly owner: string;
    readonly system: string | undefined;
    /** Whether the service's catalog file describes the system too. */
    readonly createSystem: boolean;
    /** Domain of the system that it describes. */
    readonly domain?: string;
    readonly lifecycle: string;
    readonly module: string;
  };
  readonly patterns: readonly ChosenPattern[];
  readonly resources: readonly Resource[];
  readonly upstreams: readonly Upstream[];
  /** Ports that somebody provides. */
  readonly ports: readonly string[];
  readonly config: readonly ConfigKey[];
  /** What the organisation settled, if it settles anything. */
  readonly profile?: Profile;
  /** What a change of the main branch needs, if it is protected. */
  readonly protection?: Protection;
  /** The answers with every default written out, in canonical order. */
  readonly answers: Answers;
}

/** What `resolve` answers. @public */
export interface Resolution {
  readonly groups: readonly OptionGroup[];
  readonly problems: readonly Problem[];
  /** There exactly when `problems` is empty. */
  readonly composition?: Composition;
}

/** Why a file is there and what may happen to it later. @public */
export interface FileOrigin {
  readonly path: string;
  readonly class: FileClass;
  /** Pattern that owns the file. */
  readonly pattern: string;
  /** Other patterns that put something into it. */
  readonly contributors: readonly string[];
  readonly resource?: string;
}

/** One file of a composed repository. @public */
export interface ComposedFile extends FileOrigin {
  readonly content: string;
  readonly executable: boolean;
}

/** A composed repository: files ordered by path. @public */
export interface FileTree {
  readonly files: readonly ComposedFile[];
  /** SHA-256 over paths, modes and contents, hex. */
  readonly hash: string;
}
