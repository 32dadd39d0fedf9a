import { useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { scmIntegrationsApiRef } from '@backstage/integration-react';
import {
  compositionEntities,
  compositionTopology,
  findGoldenPath,
} from '@golden-path/backstage-plugin-golden-path-common';
import { repositoryPath } from '@golden-path/backstage-plugin-golden-path-common';
import { TopologyView } from '@golden-path/backstage-plugin-topology-react';
import type { TaskStream } from '@backstage/plugin-scaffolder-react';
import { evaluate } from '../answers/evaluate';
import { goldenPathApiRef } from '../api/goldenPathApi';
import { GoldenPathIcon } from '../icon/GoldenPathIcon';
import theme from '../theme/theme.module.css';
import { useLoaded } from '../wizard/useLoaded';
import { LaptopCommands } from './LaptopCommands';
import { laptopLines } from './laptop';
import { titleOf, whatRetryDoes } from './run';
import type { Run } from './run';
import { RunSteps } from './RunSteps';
import { useRunActions } from './useRunActions';
import { WhatExists } from './WhatExists';
import styles from './runs.module.css';

/**
 * What became of a run: its steps in plain words, what exists, and the next
 * click, whether it went well or not.
 */
export function RunView(props: {
  readonly taskId: string;
  readonly run: Run;
  readonly output: TaskStream['output'];
  readonly onRetried: () => void;
}) {
  const { taskId, run, output, onRetried } = props;
  const { answers, place, state } = run;
  const integrations = useApi(scmIntegrationsApiRef);
  const api = useApi(goldenPathApiRef);
  const catalogue = useLoaded(
    () => api.catalogueOf(answers.goldenPath),
    answers.goldenPath,
  );
  const { entities, topology, goldenPath } = useMemo(() => {
    if (catalogue.state !== 'ready') return { entities: [] };
    const { composition } = evaluate(catalogue.value, answers);
    return {
      goldenPath: findGoldenPath(catalogue.value, answers.goldenPath),
      entities: composition
        ? compositionEntities(catalogue.value, composition)
        : [],
      topology:
        composition && compositionTopology(catalogue.value, composition),
    };
    // The stream makes the answers anew; what they say does not change.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [catalogue.state, taskId]);
  const does = useRunActions(taskId, run, onRetried);
  const lines =
    run.repository === 'yes' &&
    laptopLines(output, place, goldenPath, integrations);
  const isOver = state === 'failed' || state === 'stopped';

  return (
    <article className={`${theme.theme} ${styles.run}`} aria-label="Run">
      <header className={styles.header}>
        <div>
          <h2>{titleOf(run)}</h2>
          <p className={styles.second}>
            <GoldenPathIcon name={goldenPath?.icon} fontSize="small" />
            {goldenPath?.title ?? answers.goldenPath}, for{' '}
            {answers.service.owner}. The answers are kept.
          </p>
        </div>
        {state === 'done' && (
          <div className={styles.buttons}>
            {does.startAgain && (
              <button type="button" onClick={does.startAgain}>
                Start again with these answers
              </button>
            )}
            <button type="button" data-primary onClick={does.open}>
              Open {answers.service.name}
            </button>
          </div>
        )}
      </header>
      <div className={styles.columns}>
        <div className={styles.column}>
          <section aria-label="What was done">
            <h3>{isOver ? 'What was done, what was not' : 'What was done'}</h3>
            <RunSteps steps={run.steps} error={run.error} />
            <p className={styles.second}>
              <button
                type="button"
                className={styles.link}
                onClick={does.saveAnswers}
              >
                Answers file
              </button>
              {' · task '}
              {taskId.slice(0, 8)}
            </p>
          </section>
          {lines && <LaptopCommands {...lines} />}
        </div>
        <div className={styles.column}>
          <section aria-label="What exists">
            <h3>{isOver ? 'What exists' : 'Where it is'}</h3>
            {state === 'done' && topology && (
              <div className={styles.diagram}>
                <TopologyView
                  compact
                  height={200}
                  title="Diagram of what was created"
                  topology={topology}
                />
              </div>
            )}
            <WhatExists run={run} entities={entities} output={output} />
          </section>
          {isOver && (
            <Halt
              run={run}
              text={whatRetryDoes(run, entities.length)}
              onRetry={does.retry}
              onStartAgain={does.startAgain}
              notice={does.notice}
            />
          )}
          {state === 'done' && <Next run={run} />}
        </div>
      </div>
    </article>
  );
}

/** What the next click does, before it is clicked. */
function Halt(props: {
  readonly run: Run;
  readonly text: string;
  readonly notice: string | undefined;
  readonly onRetry: () => Promise<void>;
  readonly onStartAgain: (() => void) | undefined;
}) {
  const { run, onStartAgain } = props;
  const [busy, setBusy] = useState(false);
  const ref = useRef<HTMLButtonElement>(null);
  // An answer that stands in the way does not go away by itself.
  const isAnswer = run.failed?.does === 'check' && onStartAgain !== undefined;
  useEffect(() => ref.current?.focus(), []);
  const retry = (
    <button
      key="retry"
      ref={isAnswer ? undefined : ref}
      type="button"
      data-primary={isAnswer ? undefined : true}
      aria-disabled={busy}
      onClick={async () => {
        if (busy) return;
        setBusy(true);
        await props.onRetry();
        setBusy(false);
      }}
    >
      Retry
    </button>
  );
  const again: ReactNode = onStartAgain && (
    <button
      key="again"
      ref={isAnswer ? ref : undefined}
      type="button"
      data-primary={isAnswer ? true : undefined}
      onClick={onStartAgain}
    >
      {isAnswer ? 'Change the answers' : 'Start again with these answers'}
    </button>
  );
  return (
    <section className={styles.halt} aria-label="What Retry does">
      <h3>What Retry does</h3>
      <p>{props.text}</p>
      <div className={styles.buttons}>
        {isAnswer ? [again, retry] : [retry, again]}
      </div>
      <p role="status" className={styles.error}>
        {props.notice}
      </p>
      {run.repository === 'yes' && (
        <p className={styles.second}>
          The service builds and runs already: the repository does not need the
          catalog. To give up, delete {repositoryPath(run.place).join('/')} on{' '}
          {run.place.host}.
        </p>
      )}
    </section>
  );
}

function Next({ run: { answers } }: { readonly run: Run }) {
  const [first] = answers.resources;
  return (
    <section aria-label="Next">
      <h3>Next</h3>
      <ol className={styles.next}>
        {first && (
          <li>
            Write your first rule in{' '}
            <code>internal/{first.name.replace(/[-_]/g, '')}/rules.go</code>. No
            upgrade overwrites it.
          </li>
        )}
        <li>
          Read <code>README.md</code>: every command, setting and endpoint.
        </li>
        <li>
          See <code>docs/adr</code> for why each pattern is there.
        </li>
      </ol>
    </section>
  );
}
