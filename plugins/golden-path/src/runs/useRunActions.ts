import { useState } from 'react';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { useNavigate } from 'react-router-dom';
import { writeAnswers } from '../answers/answersFile';
import { formatPlace } from '../answers/place';
import { templateRouteRef } from '../routes';
import { wizardSessionsApiRef } from '../session/wizardSessions';
import { compress } from '../share/compress';
import { ANSWERS_KEY } from '../share/shareLink';
import { saveFile } from '../wizard/saveFile';
import type { Run } from './run';

/** What can be done about a run. */
export interface RunActions {
  /** Why the last click came to nothing. */
  readonly notice: string | undefined;
  readonly retry: () => Promise<void>;
  /** Not there when the portal has no page of the template. */
  readonly startAgain: (() => void) | undefined;
  readonly open: () => void;
  readonly saveAnswers: () => void;
}

/** Retries a run, starts again with its answers, or opens what came out. */
export function useRunActions(
  taskId: string,
  run: Run,
  onRetried: () => void,
): RunActions {
  const { answers, place, template } = run;
  const scaffolder = useApi(scaffolderApiRef);
  const session = useApi(wizardSessionsApiRef).of(answers.goldenPath);
  const templateRoute = useRouteRef(templateRouteRef);
  const entityRoute = useRouteRef(entityRouteRef);
  const navigate = useNavigate();
  const [notice, setNotice] = useState<string>();

  const startAgain = async () => {
    const { namespace, name } = template;
    session.keep({ repoUrl: formatPlace(place), again: taskId });
    navigate({
      pathname: templateRoute?.({ namespace, templateName: name }),
      hash: `${ANSWERS_KEY}=${await compress(JSON.stringify(answers))}`,
    });
  };
  return {
    notice,
    startAgain: templateRoute && template.name ? startAgain : undefined,
    retry: async () => {
      setNotice(undefined);
      try {
        await scaffolder.retry(taskId);
        onRetried();
      } catch (error) {
        setNotice(
          `The run could not be retried: ${
            error instanceof Error ? error.message : error
          }. Try again, or start again with these answers.`,
        );
      }
    },
    open: () =>
      navigate(
        entityRoute({
          kind: 'component',
          namespace: 'default',
          name: answers.service.name,
        }),
      ),
    saveAnswers: () =>
      saveFile(
        'answers.yaml',
        new Blob([writeAnswers(answers)], { type: 'text/yaml' }),
      ),
  };
}
