/** What {@link orGiveUp} imports where there are several upstreams. */
export const CLEARING = ['context', 'errors'] as const;

/** The end of a failed start with an upstream: those before it, which `set` holds, are closed. */
export function orGiveUp(index: number, set: string): string[] {
  return [
    'if err != nil {',
    index === 0
      ? 'return nil, err'
      : `return nil, errors.Join(err, ${set}.Close(context.Background()))`,
    '}',
  ];
}
