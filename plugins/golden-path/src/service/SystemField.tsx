import { Combobox } from '@backstage/ui';
import type { ServiceAnswers } from '@golden-path/backstage-plugin-golden-path-common';
import type { Invalid } from './ServiceField';
import { useSystems } from './useCatalogChoices';

/** A system of the catalog, or a new one that the service describes itself. */
export function SystemField({
  service,
  onChange,
  ...invalid
}: Invalid & {
  readonly service: ServiceAnswers;
  readonly onChange: (
    patch: Pick<ServiceAnswers, 'system' | 'createSystem'>,
  ) => void;
}) {
  const systems = useSystems();
  const choices = systems.state === 'ready' ? systems.value : [];
  const system = service.system ?? '';
  const write = (name: string) => {
    const isNew =
      systems.state === 'ready' && !choices.some(each => each.name === name);
    onChange({
      system: name || undefined,
      createSystem: (name !== '' && isNew) || undefined,
    });
  };
  return (
    <Combobox
      {...invalid}
      size="small"
      label="System"
      description={describe(system, service.createSystem === true)}
      allowsCustomValue
      menuTrigger="focus"
      options={choices.map(({ name, title }) => ({
        id: name,
        label: name,
        description: title === name ? undefined : title,
      }))}
      search={{
        inputValue: system,
        onInputChange: text => text !== system && write(text.trim()),
        filter: ({ label, description = '' }, query) =>
          `${label} ${description}`.toLowerCase().includes(query.toLowerCase()),
      }}
    />
  );
}

function describe(system: string, isNew: boolean): string {
  if (!system) return 'One of the catalog, a new name, or none';
  return isNew ? 'New: comes out with the service' : 'Joins the one there is';
}
