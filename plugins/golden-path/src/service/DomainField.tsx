import { Combobox } from '../controls/Combobox';
import type { Invalid } from './ServiceField';
import { useNamed } from './useCatalogChoices';

/** The domain that a new system is in: one of the catalog, or none. */
export function DomainField({
  domain,
  onBlur,
  onChange,
  ...invalid
}: Invalid & {
  readonly domain: string;
  readonly onBlur: () => void;
  readonly onChange: (domain: string) => void;
}) {
  const domains = useNamed('Domain');
  const choices = domains.state === 'ready' ? domains.value : [];
  const isUnknown =
    domain !== '' &&
    domains.state === 'ready' &&
    choices.every(({ name }) => name !== domain);
  return (
    <Combobox
      {...invalid}
      label="Domain"
      description={
        isUnknown
          ? 'The catalog has no such domain; Create will refuse it'
          : 'What the new system is in: one of the catalog, or none'
      }
      options={choices.map(({ name, title }) => ({
        value: name,
        detail: title === name ? undefined : title,
      }))}
      value={domain}
      onChange={onChange}
      onBlur={onBlur}
    />
  );
}
