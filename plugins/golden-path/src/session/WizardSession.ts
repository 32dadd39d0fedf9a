import type {
  Answers,
  Preview,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { WizardSection } from '../answers/evaluate';
import type { Draft, DraftStorage } from './draftStorage';

/** Changes of one value within this time are one step of undo. */
const ONE_STEP_MS = 1500;
const MAX_STEPS = 100;

interface Step {
  readonly answers: Answers;
  readonly label: string;
}

/** A preview and the answers that it is of. */
export interface SeenPreview extends Preview {
  readonly answers: Answers;
}

/** A preview with the one that was there before the last choice. */
export interface SeenPreviews {
  readonly current: SeenPreview;
  readonly before?: SeenPreview;
}

/**
 * What one golden path's wizard knows beside the form's data: it outlives the
 * pages, and the draft outlives a reload.
 */
export class WizardSession {
  readonly #storage: DraftStorage;
  readonly #past: Step[] = [];
  #future: Step[] = [];
  #lastChange = { label: '', time: 0 };
  #seen: SeenPreviews | undefined;
  /** What stands in a cell and cannot be read, so that Next does not lose it. */
  unwritten: string | undefined;
  /** The page to which the draft leads back, until it is reached or a page refuses. */
  resuming: WizardSection | undefined;
  /** How far the open page is scrolled. */
  scrolled:
    | { readonly section: WizardSection; readonly top: number }
    | undefined;

  constructor(storage: DraftStorage) {
    this.#storage = storage;
  }

  get draft(): Draft {
    return this.#storage.read();
  }

  keep(draft: Draft): void {
    this.#storage.write({ ...this.#storage.read(), ...draft });
  }

  forget(): void {
    this.#storage.clear();
    this.#past.length = 0;
    this.#future = [];
  }

  /** Notes that `answers` are about to be changed in the way `label` says. */
  note(answers: Answers, label: string, now = Date.now()): void {
    const { label: last, time } = this.#lastChange;
    const goesOn = last === label && now - time < ONE_STEP_MS;
    this.#lastChange = { label, time: now };
    this.#future = [];
    if (goesOn && this.#past.length > 0) return;
    this.#past.push({ answers, label });
    if (this.#past.length > MAX_STEPS) this.#past.shift();
  }

  /** What was changed last, in words. */
  get lastChoice(): string | undefined {
    return this.#past.at(-1)?.label;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** The answers before the last change. */
  undo(answers: Answers): Answers {
    const step = this.#past.pop();
    if (!step) return answers;
    this.#future.push({ answers, label: step.label });
    this.#lastChange = { label: '', time: 0 };
    return step.answers;
  }

  /** The answers before the last undo. */
  redo(answers: Answers): Answers {
    const step = this.#future.pop();
    if (!step) return answers;
    this.#past.push({ answers, label: step.label });
    this.#lastChange = { label: '', time: 0 };
    return step.answers;
  }

  get previews(): SeenPreviews | undefined {
    return this.#seen;
  }

  /** Takes a new preview; the one before stays to compare with. */
  see(preview: Preview, answers: Answers): SeenPreviews {
    if (this.#seen?.current.hash === preview.hash) return this.#seen;
    this.#seen = {
      current: { ...preview, answers },
      before: this.#seen?.current,
    };
    return this.#seen;
  }
}
