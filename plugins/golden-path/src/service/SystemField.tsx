import type { ServiceAnswers } from '@golden-path/backstage-plugin-golden-path-common';
import { Combobox } from '../controls/Combobox';
import type { Invalid } from './ServiceField';
import { useNamed } from './useCatalogChoices';

/** A system of the catalog, or a new one that the service describes itself. */
export function SystemField({
  service,
  onBlur,
  onChange,
  ...invalid
}: Invalid & {
  readonly service: ServiceAnswers;
  readonly onBlur: () => void;
  readonly onChange: (
    patch: Pick<ServiceAnswers, 'system' | 'createSystem' | 'domain'>,
  ) => void;
}) {
  const systems = useNamed('System');
  const choices = systems.state === 'ready' ? systems.value : [];
  const system = service.system ?? '';
  const write = (name: string) => {
    const isNew =
      systems.state === 'ready' && !choices.some(each => each.name === name);
    const createSystem = name !== '' && isNew;
    onChange({
      system: name || undefined,
      createSystem: createSystem || undefined,
      domain: createSystem ? service.domain : undefined,
    });
  };
  return (
    <Combobox
      {...invalid}
      label="System"
      description={describe(system, service.createSystem === true)}
      options={choices.map(({ name, title }) => ({
        value: name,
        detail: title === name ? undefined : title,
      }))}
      value={system}
      onChange={write}
      onBlur={onBlur}
    />
  );
}

function describe(system: string, isNew: boolean): string {
  if (!system) return 'One of the catalog, a new name, or none';
  return isNew ? 'New: comes out with the service' : 'Joins the one there is';
}
