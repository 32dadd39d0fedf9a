import type { WizardSection } from '../answers/evaluate';

/** What a reload must not lose. */
export interface Draft {
  readonly answers?: unknown;
  readonly repoUrl?: string;
  /** The page that was open last. */
  readonly section?: WizardSection;
  /** Index of the resource that was open last. */
  readonly resource?: number;
  /** Id of the run whose answers it begins with: that one has not done its work. */
  readonly again?: string;
}

/** Where the draft of one golden path is kept. */
export interface DraftStorage {
  read(): Draft;
  write(draft: Draft): void;
  clear(): void;
}

/** Keeps a draft as long as the browser's tab lives; a full or forbidden storage keeps none. */
export function sessionDraftStorage(
  goldenPath: string,
  storage: Storage,
): DraftStorage {
  const key = `golden-path/draft/${goldenPath}`;
  return {
    read: () => {
      try {
        const draft: unknown = JSON.parse(storage.getItem(key) ?? '{}');
        return typeof draft === 'object' && draft !== null ? draft : {};
      } catch {
        return {};
      }
    },
    write: draft => {
      try {
        storage.setItem(key, JSON.stringify(draft));
      } catch {
        // Nothing was promised that this breaks: the form still holds the answers.
      }
    },
    clear: () => {
      try {
        storage.removeItem(key);
      } catch {
        // Where nothing could be kept there is nothing to forget.
      }
    },
  };
}
