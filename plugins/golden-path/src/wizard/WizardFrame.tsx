import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { WizardSection } from '../answers/evaluate';
import { LivePanel } from '../panel/LivePanel';
import theme from '../theme/theme.module.css';
import { AnswersMenu } from './AnswersMenu';
import type { Beginning } from './begin';
import { BeginningNote } from './BeginningNote';
import { frameKeys } from './frameKeys';
import { focusFirstProblem } from './focusFirstProblem';
import type { LivePreview } from './usePreview';
import { useResume } from './useResume';
import type { Wizard } from './wizard';
import styles from './wizard.module.css';

/**
 * Form left, what comes out of it right; in narrow windows one of the two,
 * chosen by tabs.
 */
export function WizardFrame(props: {
  readonly wizard: Wizard;
  readonly live: LivePreview;
  readonly section: WizardSection;
  readonly beginning: Beginning;
  readonly children: ReactNode;
}) {
  const { wizard, live, section } = props;
  const [shown, setShown] = useState<'form' | 'panel'>('form');
  const formRef = useRef<HTMLDivElement>(null);
  useResume(wizard, section, formRef);
  useEffect(() => {
    if (wizard.refused) focusFirstProblem(formRef.current);
  }, [wizard.refused]);

  return (
    // Keys come up from the controls inside; the group itself takes no focus.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="group"
      aria-label={wizard.goldenPath.title}
      className={`${theme.theme} ${styles.frame}`}
      onKeyDown={(event: KeyboardEvent<HTMLElement>) =>
        frameKeys(event, wizard)
      }
      data-section={section}
      data-shown={shown}
    >
      <div className={styles.narrow} role="group" aria-label="Show">
        <button
          type="button"
          aria-pressed={shown === 'form'}
          onClick={() => setShown('form')}
        >
          Form
        </button>
        <button
          type="button"
          aria-pressed={shown === 'panel'}
          onClick={() => setShown('panel')}
        >
          What comes out
        </button>
      </div>
      <div className={styles.columns}>
        <div ref={formRef} className={styles.form}>
          <BeginningNote wizard={wizard} beginning={props.beginning} />
          {props.children}
        </div>
        <div className={styles.aside}>
          <div className={styles.strip}>
            <h3>What comes out</h3>
            <AnswersMenu wizard={wizard} />
          </div>
          <LivePanel wizard={wizard} live={live} />
        </div>
      </div>
    </div>
  );
}
