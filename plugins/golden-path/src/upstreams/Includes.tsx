import { mayServeResources } from '@golden-path/backstage-plugin-golden-path-common';
import type {
  IncludeAnswers,
  Problem,
  UpstreamAnswers,
} from '@golden-path/backstage-plugin-golden-path-common';
import styles from '../resources/resources.module.css';
import type { Wizard } from '../wizard/wizard';
import { idColumns } from './upstreams';

/** What a gateway adds to a resource: for each field with an id, what it is of. */
export function Includes(props: {
  readonly wizard: Wizard;
  readonly resource: UpstreamAnswers['resources'][number];
  /** Problems below `resources` and a place in it, and the id of what tells them. */
  readonly problems: readonly Problem[];
  readonly id: string;
  readonly onChange: (includes: IncludeAnswers[]) => void;
}) {
  const { wizard, resource, problems, id, onChange } = props;
  const { answers, catalogue, goldenPath } = wizard;
  const { includes = [] } = resource;
  const columns = idColumns(resource);
  if (mayServeResources(catalogue, goldenPath) || columns.length === 0) {
    return null;
  }
  const published = (answers.upstreams ?? []).flatMap(({ name, resources }) =>
    resources.map(each => `${name}.${each.name}`),
  );
  const isWrong = (index: number) =>
    problems.some(({ path }) => path[2] === 'includes' && path[3] === index);
  return (
    <div
      className={styles.header}
      role="group"
      aria-label={`Includes of ${resource.name}`}
    >
      {columns.map(field => {
        const index = includes.findIndex(each => each.field === field);
        const chosen = includes[index]?.resource ?? '';
        return (
          <label key={field}>
            Include by {field}
            <select
              {...(isWrong(index) && {
                'aria-invalid': true,
                'aria-describedby': id,
              })}
              value={chosen}
              onChange={({ target: { value } }) => {
                const others = includes.filter(each => each.field !== field);
                onChange(
                  value === ''
                    ? others
                    : [...others, { field, resource: value }],
                );
              }}
            >
              <option value="">nothing</option>
              {/* What is not published any more stays in sight until it is mended. */}
              {[...new Set([...published, chosen])]
                .filter(name => name !== '')
                .map(name => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
            </select>
          </label>
        );
      })}
    </div>
  );
}
