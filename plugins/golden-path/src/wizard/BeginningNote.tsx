import { useState } from 'react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { Link } from 'react-router-dom';
import { taskRouteRef } from '../routes';
import type { Beginning } from './begin';
import type { Wizard } from './wizard';
import styles from './wizard.module.css';

/** Says where the answers come from, and offers to begin anew. */
export function BeginningNote({
  wizard,
  beginning,
}: {
  readonly wizard: Wizard;
  readonly beginning: Beginning;
}) {
  const [open, setOpen] = useState(true);
  const taskRoute = useRouteRef(taskRouteRef);
  const text = textOf(beginning);
  if (!open || !text) return null;
  return (
    <div role="status" className={styles.restored}>
      <span>{text}</span>
      {beginning.run && taskRoute && (
        <Link to={taskRoute({ taskId: beginning.run.id })}>
          See what exists
        </Link>
      )}
      {(beginning.answers || beginning.problem) && (
        <button
          type="button"
          onClick={() => {
            wizard.startOver();
            setOpen(false);
          }}
        >
          Start over
        </button>
      )}
      <button type="button" onClick={() => setOpen(false)}>
        {beginning.answers ? 'Keep it' : 'Close'}
      </button>
    </div>
  );
}

function textOf({ from, problem, run }: Beginning): string | undefined {
  if (problem) return problem;
  if (run?.status === 'failed') {
    return 'The last run with these answers failed.';
  }
  if (run?.status === 'open' || run?.status === 'processing') {
    return 'These answers are being created now.';
  }
  if (from === 'link') return 'These are the answers of the link.';
  return from === 'draft' ? 'Your draft of this tab is back.' : undefined;
}
