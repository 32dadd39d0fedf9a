import type { KeyboardEvent } from 'react';

/** Keeps Enter from pressing the form's button; with Ctrl it still means Next. */
export function noSubmit(event: KeyboardEvent): void {
  const { key, ctrlKey, metaKey } = event;
  if (key === 'Enter' && !ctrlKey && !metaKey) event.preventDefault();
}
