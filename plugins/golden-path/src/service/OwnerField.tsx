import { Combobox } from '../controls/Combobox';
import type { Invalid } from './ServiceField';
import { useOwners } from './useCatalogChoices';
import { useSettled } from './useSettled';

/** A group or user of the catalog; what is typed is looked for there. */
export function OwnerField({
  owner,
  allowed,
  onBlur,
  onChange,
  ...invalid
}: Invalid & {
  readonly owner: string;
  /** Those that the organisation allows; all, unless given. */
  readonly allowed: readonly string[] | undefined;
  readonly onBlur: () => void;
  readonly onChange: (owner: string) => void;
}) {
  const owners = useOwners(useSettled(owner), allowed);
  const choices = owners.state === 'ready' ? owners.value : [];
  return (
    <Combobox
      {...invalid}
      label="Owner"
      isRequired
      description={
        owners.state === 'failed'
          ? 'The catalog did not answer; write a reference such as group:default/checkout'
          : 'A group or user of the catalog'
      }
      placeholder="group:default/…"
      options={choices.map(({ ref, title }) => ({ value: ref, detail: title }))}
      value={owner}
      onChange={onChange}
      onBlur={onBlur}
    />
  );
}
