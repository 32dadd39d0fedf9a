import { contentsOf } from '../answers/contents';
import { Problems } from '../upstreams/Problems';
import { UpstreamEditor } from '../upstreams/UpstreamEditor';
import type { Wizard } from '../wizard/wizard';
import { ResourceEditor } from './ResourceEditor';
import styles from './resources.module.css';

/** What the service is about: its resources and the services that it calls. */
export function ContentsEditor({ wizard }: { readonly wizard: Wizard }) {
  const { catalogue, goldenPath } = wizard;
  if (contentsOf(catalogue, goldenPath.id) === 'resources') {
    return <ResourceEditor wizard={wizard} />;
  }
  return (
    <div className={styles.editor}>
      <Problems
        problems={wizard.problems.filter(({ path }) => path[0] === 'resources')}
        onMend={wizard.mend}
      />
      <UpstreamEditor wizard={wizard} title="Services behind it" />
    </div>
  );
}
