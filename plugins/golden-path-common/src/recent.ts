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
