import { useEffect, useState } from 'react';
import { Combobox } from '@backstage/ui';
import { useOwners } from './useCatalogChoices';
import type { Invalid } from './ServiceField';

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
      size="small"
      label="Owner"
      isRequired
      description={
        owners.state === 'failed'
          ? 'The catalog did not answer; write a reference such as group:default/checkout'
          : 'A group or user of the catalog'
      }
      placeholder="group:default/…"
      allowsCustomValue
      menuTrigger="focus"
      options={choices.map(({ ref, title }) => ({
        id: ref,
        label: ref,
        description: title,
      }))}
      search={{
        inputValue: owner,
        onInputChange: text => text !== owner && onChange(text.trim()),
        filter: ({ label, description = '' }, query) =>
          `${label} ${description}`.toLowerCase().includes(query.toLowerCase()),
      }}
      onBlur={onBlur}
    />
  );
}
