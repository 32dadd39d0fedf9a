import { RiAddLine } from '@remixicon/react';
import { mayUseUpstreams } from '@golden-path/backstage-plugin-golden-path-common';
import type { UpstreamAnswers } from '@golden-path/backstage-plugin-golden-path-common';
import styles from '../resources/resources.module.css';
import type { Wizard } from '../wizard/wizard';
import { Problems } from './Problems';
import { UpstreamTable } from './UpstreamTable';
import { below, freshUpstream, replaced, withUpstreams } from './upstreams';

/** The services that this one calls or stands before, with the resources it asks them for. */
export function UpstreamEditor(props: {
  readonly wizard: Wizard;
  readonly title: string;
}) {
  const { wizard, title } = props;
  const { answers, catalogue, change, goldenPath } = wizard;
  const { upstreams = [] } = answers;
  const problems = below(wizard.problems, 'upstreams');
  if (!mayUseUpstreams(catalogue, goldenPath) && upstreams.length === 0) {
    return null;
  }
  const put = (next: readonly UpstreamAnswers[], label: string) =>
    change(withUpstreams(answers, next), label);
  return (
    <section className={styles.upstreams} aria-label={title}>
      <div className={styles.strip}>
        <h3>{title}</h3>
        <button
          type="button"
          className={styles.add}
          onClick={() => {
            const taken = upstreams.map(({ name }) => name);
            put([...upstreams, freshUpstream(taken)], 'Service added');
          }}
        >
          <RiAddLine size={14} aria-hidden /> Service
        </button>
      </div>
      <Problems
        problems={problems.filter(({ path }) => path.length === 0)}
        onMend={wizard.mend}
      />
      {upstreams.map((upstream, index) => (
        <UpstreamTable
          // Services have no identity but their place: names change while written.
          key={index}
          wizard={wizard}
          upstream={upstream}
          problems={below(problems, index)}
          onChange={(next, label) =>
            put(replaced(upstreams, index, next), label)
          }
          onRemove={() =>
            put(replaced(upstreams, index), `${upstream.name} removed`)
          }
        />
      ))}
    </section>
  );
}
