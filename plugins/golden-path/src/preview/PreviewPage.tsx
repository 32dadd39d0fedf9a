import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { TopologyView } from '@golden-path/backstage-plugin-topology-react';
import { ProblemNote } from '../problems/ProblemNote';
import theme from '../theme/theme.module.css';
import { AnswersMenu } from '../wizard/AnswersMenu';
import { focusFirstProblem } from '../wizard/focusFirstProblem';
import { frameKeys } from '../wizard/frameKeys';
import { troubleOf } from '../wizard/trouble';
import type { LivePreview } from '../wizard/usePreview';
import { useResume } from '../wizard/useResume';
import type { Wizard } from '../wizard/wizard';
import { EntitiesView } from './EntitiesView';
import { FilesView } from './FilesView';
import { summary } from './views';
import type { View } from './views';
import styles from './preview.module.css';

const VIEWS: readonly (readonly [View, string])[] = [
  ['files', 'Files'],
  ['entities', 'Entities'],
  ['diagram', 'Diagram'],
];

/** Everything that will come out, before anything is created. */
export function PreviewPage({
  wizard,
  live,
}: {
  readonly wizard: Wizard;
  readonly live: LivePreview;
}) {
  const [view, setView] = useState<View>('files');
  const ref = useRef<HTMLDivElement>(null);
  useResume(wizard, 'preview', ref);
  useEffect(() => {
    if (wizard.refused) focusFirstProblem(ref.current);
  }, [wizard.refused]);
  const preview = live.seen?.current;
  const answers = wizard.resolution.composition?.answers ?? wizard.answers;

  return (
    // Keys come up from the controls inside; the group itself takes no focus.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={ref}
      role="group"
      aria-label="Preview"
      className={`${theme.theme} ${styles.page}`}
      onKeyDown={(event: KeyboardEvent<HTMLElement>) =>
        frameKeys(event, wizard)
      }
    >
      <div className={styles.strip}>
        <div className={styles.views} role="group" aria-label="Show">
          {VIEWS.map(([id, title]) => (
            <button
              key={id}
              type="button"
              aria-pressed={view === id}
              onClick={() => setView(id)}
            >
              {title}
            </button>
          ))}
        </div>
        {preview && (
          <span role="status" className={styles.sum}>
            <strong>{summary(preview)}</strong>{' '}
            <span data-fresh={live.fresh}>
              {live.fresh ? 'as they will be, byte for byte' : 'are worked out'}
            </span>
          </span>
        )}
        <AnswersMenu wide wizard={wizard} />
      </div>
      {wizard.problems.map(problem => (
        <ProblemNote
          key={`${problem.path} ${problem.message}`}
          problem={problem}
          onMend={wizard.mend}
        />
      ))}
      {live.error && (
        <p role="alert" className={styles.failed}>
          {troubleOf(live.error)}{' '}
          <button type="button" className={styles.link} onClick={live.retry}>
            Try again
          </button>
        </p>
      )}
      {!preview && !live.error && (
        <p role="status" className={styles.state}>
          Working out the files
        </p>
      )}
      {preview && view === 'files' && (
        <FilesView
          catalogue={wizard.catalogue}
          answers={answers}
          preview={preview}
          stale={!live.fresh}
        />
      )}
      {preview && view === 'entities' && (
        <EntitiesView entities={preview.entities} />
      )}
      {preview && view === 'diagram' && (
        <TopologyView
          title="Diagram of what comes out"
          topology={preview.topology}
          height={560}
        />
      )}
    </div>
  );
}
