import { useEffect } from 'react';
import { withService } from '../answers/edits';
import type { Wizard } from '../wizard/wizard';
import { useIsNewSystem } from './useIsNewSystem';

/**
 * Keeps the answers right about whether the system is new, on whichever page
 * somebody is when the catalog says so: answers of a file, a link or a draft may be
 * older than the catalog, and people faster.
 */
export function useSystemOfCatalog({ answers, place, fill }: Wizard): void {
  const { system = '', createSystem = false } = answers.service;
  const isNew = useIsNewSystem(system, place);
  useEffect(() => {
    if (isNew === undefined || isNew === createSystem) return;
    fill(
      withService(answers, {
        createSystem: isNew || undefined,
        ...(!isNew && { domain: undefined }),
      }),
    );
  });
}
