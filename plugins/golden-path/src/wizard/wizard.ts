import type {
  Answers,
  Catalogue,
  GoldenPath,
  Mend,
  Place,
  Problem,
  Resolution,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { WizardSession } from '../session/WizardSession';

/** Changes the answers; the label says in words what was changed. */
type Change = (answers: Answers, label: string) => void;

/** Everything that a page of the wizard shows and does. */
export interface Wizard {
  readonly catalogue: Catalogue;
  readonly goldenPath: GoldenPath;
  readonly answers: Answers;
  /** Whether the form holds the answers already, so that it can be sent. */
  readonly isInForm: boolean;
  readonly resolution: Resolution;
  /** The problems that this page has to settle. */
  readonly problems: readonly Problem[];
  /** Whether Next was refused: then every problem shows, touched or not. */
  readonly refused: boolean;
  readonly place: Place;
  readonly session: WizardSession;
  readonly change: Change;
  /** Writes what follows from something else: no step of its own to undo. */
  readonly fill: (answers: Answers) => void;
  readonly mend: (mend: Mend) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly startOver: () => void;
}
