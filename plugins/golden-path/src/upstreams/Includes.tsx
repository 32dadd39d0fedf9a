import { mayServeResources } from '@golden-path/backstage-plugin-golden-path-common';
import type {
  IncludeAnswers,
  UpstreamAnswers,
} from '@golden-path/backstage-plugin-golden-path-common';
import styles from '../resources/resources.module.css';
import type { Wizard } from '../wizard/wizard';
import { idColumns } from './upstreams';

/** What a gateway adds to a resource: for each field with an id, what it is of. */
export function Includes(props: {
  readonly wizard: Wizard;
  readonly resource: UpstreamAnswers['resources'][number];
  readonly onChange: (includes: IncludeAnswers[]) => void;
}) {
  const { wizard, resource, onChange } = props;
  const { answers, catalogue, goldenPath } = wizard;
  const { includes = [] } = resource;
  const columns = idColumns(resource);
  if (mayServeResources(catalogue, goldenPath) || columns.length === 0) {
    return null;
  }
  const published = (answers.upstreams ?? []).flatMap(({ name, resources }) =>
    resources.map(each => `${name}.${each.name}`),
  );
  return (
    <div className={styles.header}>
      {columns.map(field => (
        <label key={field}>
          Include by {field}
          <select
            value={includes.find(each => each.field === field)?.resource ?? ''}
            onChange={({ target }) => {
              const others = includes.filter(each => each.field !== field);
              const resourceOf = target.value;
              onChange(
                resourceOf === ''
                  ? others
                  : [...others, { field, resource: resourceOf }],
              );
            }}
          >
            <option value="">nothing</option>
            {published.map(name => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ))}
    </div>
  );
}
