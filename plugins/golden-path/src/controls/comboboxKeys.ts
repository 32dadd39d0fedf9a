/** A suggestion: the value and what it is for people. */
export interface ComboboxOption {
  readonly value: string;
  readonly detail?: string;
}

/** What a key does in a text with suggestions. */
export type ComboboxMove =
  | 'choose'
  | 'close'
  | { readonly to: number }
  | undefined;

/** The move of a key; -1 is the text itself. */
export function comboboxKey(
  key: string,
  isOpen: boolean,
  active: number,
  count: number,
): ComboboxMove {
  switch (key) {
    case 'ArrowDown':
      return { to: isOpen ? Math.min(active + 1, count - 1) : 0 };
    case 'ArrowUp':
      return isOpen ? { to: Math.max(active - 1, -1) } : undefined;
    case 'Enter':
      return isOpen && active >= 0 ? 'choose' : undefined;
    case 'Escape':
      return 'close';
    default:
      return undefined;
  }
}

/** Suggestions that hold every typed word, in value or detail. */
export function matchingOptions(
  options: readonly ComboboxOption[],
  typed: string,
): ComboboxOption[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return options.filter(({ value, detail = '' }) => {
    const text = `${value} ${detail}`.toLowerCase();
    return words.every(word => text.includes(word));
  });
}
