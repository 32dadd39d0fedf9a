import type {
  Answers,
  Place,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { TaskStream } from '@backstage/plugin-scaffolder-react';
import { parsePlace } from '../answers/place';
import { readAnswers } from '../answers/readAnswers';
import { stepOf } from './steps';
import type { RunStep } from './steps';

/** A run of a golden path as it stands now. */
export interface Run {
  readonly answers: Answers;
  readonly place: Place;
  /** `namespace/name` of the template, to start again from. */
  readonly template: { readonly namespace: string; readonly name: string };
  readonly state: 'running' | 'done' | 'failed' | 'stopped';
  readonly steps: readonly RunStep[];
  /** The step that failed. */
  readonly failed: RunStep | undefined;
  readonly error: string | undefined;
  /** Whether the repository exists, as far as the steps tell. */
  readonly repository: 'no' | 'maybe' | 'yes';
}

/** Reads a task of the scaffolder; undefined when it is of no golden path. */
export function readRun(stream: TaskStream): Run | undefined {
  const { task, completed, cancelled, error } = stream;
  const parameters = task?.spec.parameters ?? {};
  const answers = readAnswers(parameters.answers);
  if (!task || !answers) return undefined;
  const place = parsePlace(parameters.repoUrl);
  const steps = stepsThatCount(
    task.spec.steps.map(step =>
      stepOf(
        step,
        stream.steps[step.id],
        stream.stepLogs[step.id] ?? [],
        place,
      ),
    ),
  );
  const failed = steps.find(({ state }) => state === 'failed');
  const { name = '', namespace = 'default' } =
    task.spec.templateInfo?.entity?.metadata ?? {};
  return {
    answers,
    place,
    template: { name, namespace },
    state: stateOf(completed, cancelled, error !== undefined),
    steps,
    failed,
    error: error && messageOf(error),
    repository: repositoryOf(steps),
  };
}

/**
 * The steps without those that were skipped or will be: of a step for each
 * kind of host one publishes, and whether one protects is known when it begins.
 */
function stepsThatCount(steps: readonly RunStep[]): RunStep[] {
  const [publishes] = [
    ...steps.filter(({ does, state }) => does === 'publish' && hasBegun(state)),
    ...steps.filter(
      ({ does, state }) => does === 'publish' && state === 'waiting',
    ),
  ];
  return steps.filter(step => {
    if (step.state === 'skipped') return false;
    if (step.does === 'publish') return step === publishes;
    return step.does !== 'protect' || hasBegun(step.state);
  });
}

function hasBegun(state: RunStep['state']): boolean {
  return state !== 'waiting' && state !== 'skipped';
}

function stateOf(
  completed: boolean,
  cancelled: boolean,
  hasFailed: boolean,
): Run['state'] {
  if (cancelled) return 'stopped';
  if (hasFailed) return 'failed';
  return completed ? 'done' : 'running';
}

/** A publish step that began and did not end well may have left one behind. */
function repositoryOf(steps: readonly RunStep[]): Run['repository'] {
  const states = steps
    .filter(({ does }) => does === 'publish')
    .map(({ state }) => state);
  const isRegistered = steps.some(
    ({ does, state }) => does === 'register' && state !== 'waiting',
  );
  if (states.includes('done') || isRegistered) return 'yes';
  return states.every(state => state === 'waiting') ? 'no' : 'maybe';
}

/** The message without the name of its class in front. */
function messageOf({ message }: Error): string {
  return message.replace(/^(?:\w*Error: )+/, '');
}

/** One line: what became of the service. */
export function titleOf(run: Run): string {
  const { name } = run.answers.service;
  switch (run.state) {
    case 'done':
      return `${name} is ready`;
    case 'running':
      return `${name} is being created`;
    default:
      return `${name} ${haltOf(run)}`;
  }
}

function haltOf({ state, repository, steps }: Run): string {
  const isRegistered = steps.some(
    step => step.does === 'register' && step.state === 'done',
  );
  if (isRegistered) {
    return 'is there and the catalog knows it; its main branch is not protected';
  }
  if (repository === 'yes') {
    return 'is half done: the repository exists, the catalog does not know it';
  }
  if (repository === 'maybe') {
    return 'is half done: the repository may exist, the catalog does not know it';
  }
  return state === 'stopped'
    ? 'was stopped; nothing was made'
    : 'was not created; nothing was made';
}

/** What a retry does, before somebody clicks it. */
export function whatRetryDoes({ failed }: Run, entities: number): string {
  switch (failed?.does) {
    case 'check':
      return 'Checks once more. Nothing was created: when the message names an answer, change that first.';
    case 'publish':
      return 'Starts at publishing. A repository that is empty is taken, one that holds other files is left alone.';
    case 'register':
      return `Starts at registration. It keeps the repository and its commit, looks up which of the ${entities} entities are there already, and adds the rest. Nothing is created twice.`;
    case 'protect':
      return 'Asks the host for the protection once more. Repository and entities stay as they are.';
    default:
      return 'Goes on at the step that stopped. What was done is not done again.';
  }
}
