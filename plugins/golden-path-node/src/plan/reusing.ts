import { createHash } from 'node:crypto';
import {
  recent,
  type Composition,
  type Resource,
} from '@golden-path/backstage-plugin-golden-path-common';

/** A part of a composition: a property of it, or of all its resources. */
type Part = keyof Composition | `resources.${keyof Resource}`;

/** They change with every field that somebody edits: what looks at them is made again. */
const EDITED: ReadonlySet<Part> = new Set(['answers', 'resources.fields']);
/** Compositions that people are editing at one time, and a few variants of each. */
const KEPT = 100;

/**
 * Gives what `make` made before of a composition that differs only in parts
 * that `make` did not look at. `make` has to be pure.
 */
export function reusing<T>(
  make: (composition: Composition) => T,
): (composition: Composition) => T {
  const made = recent<T>(KEPT);
  // The parts that `make` looked at, for each way that it went.
  const ways = new Map<string, readonly Part[]>();
  let watching = true;
  return composition => {
    if (!watching) return make(composition);
    for (const parts of ways.values()) {
      const value = made.get(keyOf(composition, parts));
      if (value !== undefined) return value;
    }
    const seen = new Set<Part>();
    const value = make(watched(composition, seen));
    const parts = [...seen].sort();
    if (parts.some(part => EDITED.has(part))) {
      watching = false;
    } else {
      ways.set(parts.join(), parts);
      made.set(keyOf(composition, parts), value);
    }
    return value;
  };
}

/** The composition, telling which parts of it somebody looks at. */
function watched(composition: Composition, seen: Set<Part>): Composition {
  const resources = composition.resources.map(resource =>
    watchedObject(resource, key => seen.add(`resources.${key}`)),
  );
  return watchedObject({ ...composition, resources }, key => {
    // Even how many there are is told by their names.
    seen.add(key === 'resources' ? 'resources.name' : key);
  });
}

function watchedObject<T extends object>(
  object: T,
  see: (key: keyof T & string) => void,
): T {
  return new Proxy(object, {
    get(target, key, receiver) {
      see(key as keyof T & string);
      return Reflect.get(target, key, receiver);
    },
    has(target, key) {
      see(key as keyof T & string);
      return Reflect.has(target, key);
    },
    ownKeys(target) {
      Object.keys(target).forEach(key => see(key as keyof T & string));
      return Reflect.ownKeys(target);
    },
  });
}

const digests = new WeakMap<Composition, Map<Part, string>>();

/** What the parts hold, in few characters. */
function keyOf(composition: Composition, parts: readonly Part[]): string {
  const known = digests.get(composition) ?? new Map<Part, string>();
  digests.set(composition, known);
  return parts
    .map(part => {
      const digest = known.get(part) ?? digestOf(composition, part);
      known.set(part, digest);
      return `${part} ${digest}`;
    })
    .join(' ');
}

function digestOf(composition: Composition, part: Part): string {
  const [first, second] = part.split('.');
  const value = second
    ? composition.resources.map(each => each[second as keyof Resource])
    : composition[first as keyof Composition];
  return createHash('sha256')
    .update(JSON.stringify(value) ?? '')
    .digest('base64');
}
