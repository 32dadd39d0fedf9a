import type { KeyboardEvent } from 'react';
import type { Wizard } from './wizard';

/** Keys of every page: undo and redo outside of text, Ctrl+Enter for Next. */
export function frameKeys(
  event: KeyboardEvent<HTMLElement>,
  wizard: Pick<Wizard, 'undo' | 'redo'>,
): void {
  if (!(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
  const key = event.key.toLowerCase();
  if (key === 'enter') {
    event.preventDefault();
    const form = event.currentTarget.closest('form');
    // What was just written has to reach the form before it is sent.
    setTimeout(() => form?.requestSubmit());
    return;
  }
  // Inside a text the browser's own undo is what people mean.
  if (isText(event.target)) return;
  if (key === 'z' && !event.shiftKey) {
    event.preventDefault();
    wizard.undo();
  } else if (key === 'y' || (key === 'z' && event.shiftKey)) {
    event.preventDefault();
    wizard.redo();
  }
}

function isText(target: EventTarget): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement &&
      !['checkbox', 'radio', 'button'].includes(target.type))
  );
}
