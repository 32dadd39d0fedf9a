import { DefaultTemplateOutputs } from '@backstage/plugin-scaffolder-react/alpha';
import { useTaskEventStream } from '@backstage/plugin-scaffolder-react';
import type { ScaffolderTaskOutput } from '@backstage/plugin-scaffolder-react';
import { useParams } from 'react-router-dom';
import { readRun } from './run';
import { RunView } from './RunView';
import styles from './runs.module.css';

/** Stands on the stock page of a task, in the place of its outputs. */
export function RunOutputs({
  output,
}: {
  readonly output?: ScaffolderTaskOutput;
}) {
  const { taskId = '' } = useParams();
  const stream = useTaskEventStream(taskId);
  const run = readRun(stream);
  if (!run) return <DefaultTemplateOutputs output={output} />;
  return (
    <div className={styles.card}>
      <RunView
        taskId={taskId}
        run={run}
        output={output ?? stream.output}
        // The page around follows its own stream, which has ended.
        onRetried={() => window.location.reload()}
      />
    </div>
  );
}
