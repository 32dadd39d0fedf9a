import { createApiRef } from '@backstage/core-plugin-api';
import { sessionDraftStorage } from './draftStorage';
import { WizardSession } from './WizardSession';

/** The sessions of the wizards, one a golden path. */
export interface WizardSessions {
  of(goldenPath: string): WizardSession;
}

/** Reference of {@link WizardSessions}. */
export const wizardSessionsApiRef = createApiRef<WizardSessions>({
  id: 'plugin.golden-path.wizard-sessions',
});

/** Sessions that keep their drafts in `storage`. */
export function createWizardSessions(storage: Storage): WizardSessions {
  const sessions = new Map<string, WizardSession>();
  return {
    of(goldenPath) {
      const known = sessions.get(goldenPath);
      if (known) return known;
      const session = new WizardSession(
        sessionDraftStorage(goldenPath, storage),
      );
      sessions.set(goldenPath, session);
      return session;
    },
  };
}
