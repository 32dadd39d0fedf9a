import { useState } from 'react';
import { Content, ErrorPage, Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTaskEventStream } from '@backstage/plugin-scaffolder-react';
import { Navigate, Route, Routes, useParams } from 'react-router-dom';
import { createListRouteRef, runRouteRef, taskRouteRef } from '../routes';
import theme from '../theme/theme.module.css';
import { readRun } from './run';
import { RunView } from './RunView';
import styles from './runs.module.css';

/** The plugin's own pages: what became of a run. */
export function RunPage() {
  return (
    <Routes>
      <Route path={runRouteRef.path} element={<FollowedRun />} />
      <Route path="/" element={<ToTemplates />} />
      <Route path="*" element={<NoSuchPage />} />
    </Routes>
  );
}

/** The name of the plugin above a run leads here: golden paths are chosen in Create. */
function ToTemplates() {
  const create = useRouteRef(createListRouteRef);
  return create ? <Navigate to={create()} replace /> : <NoSuchPage />;
}

function NoSuchPage() {
  return <ErrorPage status="404" statusMessage="There is no such page" />;
}

function FollowedRun() {
  const { taskId = '' } = useParams();
  const [retries, setRetries] = useState(0);
  return (
    <Content>
      <StreamedRun
        // A stream that has ended does not tell of a retry.
        key={`${taskId} ${retries}`}
        taskId={taskId}
        onRetried={() => setRetries(retries + 1)}
      />
    </Content>
  );
}

function StreamedRun(props: {
  readonly taskId: string;
  readonly onRetried: () => void;
}) {
  const { taskId, onRetried } = props;
  const stream = useTaskEventStream(taskId);
  const taskRoute = useRouteRef(taskRouteRef);
  const run = readRun(stream);
  if (run) {
    return (
      <div className={styles.card}>
        <RunView
          taskId={taskId}
          run={run}
          output={stream.output}
          onRetried={onRetried}
        />
      </div>
    );
  }
  return (
    <div className={`${theme.theme} ${styles.card} ${styles.none}`}>
      {stream.task === undefined && stream.error === undefined && (
        <p role="status">Loading the run</p>
      )}
      {stream.error && (
        <p role="alert">The run did not come: {stream.error.message}</p>
      )}
      {stream.task && (
        <p>
          This run is of no golden path.{' '}
          {taskRoute && (
            <Link to={taskRoute({ taskId })}>See it in Create</Link>
          )}
        </p>
      )}
    </div>
  );
}
