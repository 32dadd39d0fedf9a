/** Moves the focus to the first value that is marked as wrong, or to its mend. */
export function focusFirstProblem(root: HTMLElement | null): void {
  const target =
    root?.querySelector<HTMLElement>('[aria-invalid="true"]') ??
    root?.querySelector<HTMLElement>('[data-mend]');
  target?.focus();
  target?.scrollIntoView?.({ block: 'nearest' });
}
