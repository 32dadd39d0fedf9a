import { useEffect, useState } from 'react';
import { Combobox } from '../controls/Combobox';
import type { Invalid } from './ServiceField';
import { useOwners } from './useCatalogChoices';

const TYPING_MS = 200;

/** A group or user of the catalog; what is typed is looked for there. */
export function OwnerField({
  owner,
  onBlur,
  onChange,
  ...invalid
}: Invalid & {
  readonly owner: string;
  readonly onBlur: () => void;
  readonly onChange: (owner: string) => void;
}) {
  const [typed, setTyped] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setTyped(owner), TYPING_MS);
    return () => clearTimeout(timer);
  }, [owner]);
  const owners = useOwners(typed);
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
