import { useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { scmIntegrationsApiRef } from '@backstage/integration-react';
import { Select, TextField } from '@backstage/ui';
import type { ServiceAnswers } from '@golden-path/backstage-plugin-golden-path-common';
import { contentsOf } from '../answers/contents';
import { withService } from '../answers/edits';
import { moduleNote, moduleOf } from '../answers/place';
import controls from '../controls/controls.module.css';
import type { Wizard } from '../wizard/wizard';
import { DomainField } from './DomainField';
import { OwnerField } from './OwnerField';
import { ServiceField } from './ServiceField';
import { StartFrom } from './StartFrom';
import { SystemField } from './SystemField';
import { useOwnGroup } from './useCatalogChoices';
import styles from './service.module.css';

const LIFECYCLES = ['production', 'experimental', 'deprecated'];

/** Who the service is: its names, its people, its place in the code. */
export function ServiceForm({ wizard }: { readonly wizard: Wizard }) {
  const { answers, place, change, fill } = wizard;
  const { service } = answers;
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const touch = (key: string) => setTouched(new Set(touched).add(key));
  const set = (patch: Partial<ServiceAnswers>, label: string) =>
    change(withService(answers, patch), label);

  // The module follows repository and name as long as nobody wrote another.
  const { modulePrefix, owners } = wizard.catalogue.profile ?? {};
  const type = useApi(scmIntegrationsApiRef).byHost(place.host)?.type;
  const derived = moduleOf({ place, type }, service.name, modulePrefix);
  const followed = useRef('');
  const ownGroup = useOwnGroup();
  const offered = useRef(service.owner !== '');
  useEffect(() => {
    const next: Partial<ServiceAnswers> = {};
    if (service.module === derived) followed.current = derived;
    else if (service.module === followed.current) next.module = derived;
    const mayOwn = ownGroup && (owners?.includes(ownGroup) ?? true);
    if (mayOwn && !offered.current) next.owner = ownGroup;
    // Asked for until it is there: another field may have been faster.
    if (service.owner !== '') offered.current = true;
    if (Object.keys(next).length > 0) fill(withService(answers, next));
  });

  const field = (key: keyof ServiceAnswers) => ({
    wizard,
    name: key,
    shown: wizard.refused || touched.has(key),
  });
  const text = (key: 'name' | 'title' | 'description' | 'module') => ({
    size: 'small' as const,
    validationBehavior: 'aria' as const,
    value: service[key] ?? '',
    onBlur: () => touch(key),
  });

  return (
    <div className={`${controls.controls} ${styles.service}`}>
      {contentsOf(wizard.catalogue, answers.goldenPath) === 'resources' && (
        <StartFrom wizard={wizard} />
      )}
      <ServiceField {...field('name')}>
        {invalid => (
          <TextField
            {...text('name')}
            {...invalid}
            label="Name"
            isRequired
            description="Names repository, binary and component, such as orders"
            onChange={name => set({ name: name.trim() }, 'Name')}
          />
        )}
      </ServiceField>
      <ServiceField {...field('title')}>
        {invalid => (
          <TextField
            {...text('title')}
            {...invalid}
            label="Title"
            description="Name for people; the name itself unless given"
            onChange={title => set({ title }, 'Title')}
          />
        )}
      </ServiceField>
      <ServiceField {...field('description')} wide>
        {invalid => (
          <TextField
            {...text('description')}
            {...invalid}
            label="Description"
            description="One sentence: what the service does"
            onChange={description => set({ description }, 'Description')}
          />
        )}
      </ServiceField>
      <ServiceField {...field('owner')}>
        {invalid => (
          <OwnerField
            {...invalid}
            owner={service.owner}
            allowed={owners}
            onBlur={() => touch('owner')}
            onChange={owner => set({ owner }, 'Owner')}
          />
        )}
      </ServiceField>
      <ServiceField {...field('system')}>
        {invalid => (
          <SystemField
            {...invalid}
            service={service}
            onBlur={() => touch('system')}
            onChange={patch => set(patch, 'System')}
          />
        )}
      </ServiceField>
      {service.createSystem && (
        <ServiceField {...field('domain')}>
          {invalid => (
            <DomainField
              {...invalid}
              domain={service.domain ?? ''}
              onBlur={() => touch('domain')}
              onChange={domain => set({ domain: domain.trim() }, 'Domain')}
            />
          )}
        </ServiceField>
      )}
      <ServiceField {...field('module')}>
        {invalid => (
          <TextField
            {...text('module')}
            {...invalid}
            label="Go module"
            isRequired
            description={moduleNote({ place, type }, modulePrefix)}
            onChange={module => set({ module: module.trim() }, 'Go module')}
          />
        )}
      </ServiceField>
      <ServiceField {...field('lifecycle')}>
        {() => (
          <Select
            size="small"
            label="Lifecycle"
            description="As the catalog will show it"
            options={LIFECYCLES.map(id => ({ id, label: id }))}
            value={service.lifecycle ?? 'production'}
            onChange={key =>
              set(
                { lifecycle: key as ServiceAnswers['lifecycle'] },
                'Lifecycle',
              )
            }
          />
        )}
      </ServiceField>
    </div>
  );
}
