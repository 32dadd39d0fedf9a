/** The values that were asked for last. @alpha */
export interface Recent<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
}

/** Keeps values until `most` others were asked for since. @alpha */
export function recent<T>(most: number): Recent<T> {
  const kept = new Map<string, T>();
  const put = (key: string, value: T) => {
    kept.delete(key);
    kept.set(key, value);
  };
  return {
    get: key => {
      const value = kept.get(key);
      if (value !== undefined) put(key, value);
      return value;
    },
    set: (key, value) => {
      put(key, value);
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    },
  };
}

/**
 * The values that were asked for last of each object, for as long as it lives;
 * `make` makes those that are not kept.
 * @alpha
 */
export function recentOf<Owner extends object, T>(
  most: number,
): (owner: Owner, key: string, make: () => T) => T {
  const owners = new WeakMap<Owner, Recent<T>>();
  return (owner, key, make) => {
    const kept = owners.get(owner) ?? recent<T>(most);
    owners.set(owner, kept);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const value = make();
    kept.set(key, value);
    return value;
  };
}

/** Gives what `make` made of the text before, while that is among the last `most`. @alpha */
export function remembered<T>(
  most: number,
  make: (text: string) => T,
): (text: string) => T {
  const made = recent<T>(most);
  return text => {
    const known = made.get(text);
    if (known !== undefined) return known;
    const value = make(text);
    made.set(text, value);
    return value;
  };
}
