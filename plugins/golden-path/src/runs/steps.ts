import type { ScaffolderStep } from '@backstage/plugin-scaffolder-react';
import { repositoryPath } from '@golden-path/backstage-plugin-golden-path-common';
import type { Place } from '@golden-path/backstage-plugin-golden-path-common';

/** What a step is for. */
export type StepPurpose =
  | 'check'
  | 'compose'
  | 'publish'
  | 'register'
  | 'protect'
  | 'other';

/** A step in plain words. */
export interface RunStep {
  readonly id: string;
  readonly does: StepPurpose;
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'skipped';
  /** Past tense when done, infinitive when waiting. */
  readonly title: string;
  readonly seconds: number | undefined;
}

type State = RunStep['state'];
type Words = Readonly<Record<Exclude<State, 'skipped'>, string>>;

/** A step of a task, as the scaffolder tells of it. */
export function stepOf(
  step: { readonly id: string; readonly name: string; readonly action: string },
  status: ScaffolderStep | undefined,
  log: readonly string[],
  place: Place,
): RunStep {
  const does = purposeOf(step.action);
  const state = stateOf(status);
  const words = wordsOf(does, step.name, place);
  return {
    id: step.id,
    does,
    state,
    title:
      state === 'done'
        ? sayingOf(does, log) ?? words.done
        : words[state === 'skipped' ? 'waiting' : state],
    seconds: secondsOf(status),
  };
}

const PROTECTS = ['golden-path:protect', 'github:branch-protection:create'];

function purposeOf(action: string): StepPurpose {
  if (action === 'golden-path:preflight') return 'check';
  if (action === 'golden-path:compose') return 'compose';
  if (action === 'golden-path:register') return 'register';
  if (PROTECTS.includes(action)) return 'protect';
  return /^publish:(?!.*(?:merge|pull)-request)/.test(action)
    ? 'publish'
    : 'other';
}

function stateOf(status: ScaffolderStep | undefined): State {
  switch (status?.status) {
    case 'completed':
      return 'done';
    case 'processing':
      return 'running';
    case 'failed':
    case 'skipped':
      return status.status;
    case 'cancelled':
      return 'failed';
    default:
      return 'waiting';
  }
}

function wordsOf(does: StepPurpose, name: string, place: Place): Words {
  const repository = repositoryPath(place).join('/');
  switch (does) {
    case 'check':
      return {
        waiting: 'Check that nothing stands in the way',
        running: 'Checking that nothing stands in the way',
        done: 'Checked: nothing stands in the way',
        failed: 'Something stands in the way',
      };
    case 'compose':
      return {
        waiting: 'Compose the files',
        running: 'Composing the files',
        done: 'Composed the files',
        failed: 'Composing the files failed',
      };
    case 'publish':
      return {
        waiting: `Publish ${repository}`,
        running: `Creating ${repository} on ${place.host} and pushing to it`,
        done: `Created ${repository} on ${place.host}, one commit on main`,
        failed: `Publishing ${repository} on ${place.host} failed`,
      };
    case 'register':
      return {
        waiting: 'Register in the catalog',
        running: 'Registering in the catalog, until every entity shows',
        done: 'Registered in the catalog, every entity shows',
        failed: 'Registering in the catalog failed',
      };
    case 'protect':
      return {
        waiting: 'Protect the main branch',
        running: 'Protecting the main branch',
        done: 'Protected the main branch, changes come in by review',
        failed: 'Protecting the main branch failed',
      };
    default:
      return {
        waiting: name,
        running: name,
        done: name,
        failed: `${name} failed`,
      };
  }
}

/** What the step itself said it did: `Composed 169 files from 24 patterns`. */
function sayingOf(does: StepPurpose, log: readonly string[]) {
  if (does !== 'compose') return undefined;
  const said = log.map(line =>
    /Composed \d+ files from \d+ patterns/.exec(line),
  );
  return said.find(match => match !== null)?.[0];
}

function secondsOf(status: ScaffolderStep | undefined): number | undefined {
  if (!status?.startedAt || !status.endedAt) return undefined;
  return (Date.parse(status.endedAt) - Date.parse(status.startedAt)) / 1000;
}
