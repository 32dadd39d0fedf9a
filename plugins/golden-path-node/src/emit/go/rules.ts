import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import { fileText } from '../lines';

/** `internal/order/rules.go`: where people write their own rules. */
export function emitRules({ names }: Resource): string {
  const { flat, pascal } = names.singular;
  return fileText(
    `package ${flat}`,
    '',
    'import "context"',
    '',
    '// The functions of this file hold the rules that need more than one field or',
    '// what is stored. They are yours: return a fault to refuse, for example',
    '//',
    '//\tfault.New(fault.Conflict, "wrong_state", "It is too late for this change.")',
    '',
    '// checkCreation decides whether v may be created.',
    `func checkCreation(_ context.Context, _ ${pascal}) error { return nil }`,
    '',
    '// checkReplacement decides whether after may take the place of before.',
    `func checkReplacement(_ context.Context, _, _ ${pascal}) error { return nil }`,
    '',
    '// checkRemoval decides whether v may be deleted.',
    `func checkRemoval(_ context.Context, _ ${pascal}) error { return nil }`,
  );
}
