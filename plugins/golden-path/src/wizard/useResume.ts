import { useEffect } from 'react';
import type { RefObject } from 'react';
import type { WizardSection } from '../answers/evaluate';
import { scrollBack, useKeptScroll } from './useKeptScroll';
import type { Wizard } from './wizard';

/**
 * Goes on to the page on which the draft was left, and keeps in the draft which
 * page that is. Create begins on its first page and lets nobody choose another,
 * so every page on the way is sent as Next does it: one that refuses its answers
 * is where the person stays.
 */
export function useResume(
  wizard: Pick<Wizard, 'session' | 'isInForm' | 'place' | 'refused'>,
  section: WizardSection,
  pageRef: RefObject<HTMLElement>,
): void {
  const { session, isInForm, place, refused } = wizard;
  useKeptScroll(session, section, pageRef);
  const isFilled = isInForm && place.host !== '' && place.repo !== '';
  useEffect(() => {
    const { resuming } = session;
    // Behind the preview is the review, which is for people to leave.
    if (refused || section === resuming || section === 'preview') {
      session.resuming = undefined;
    }
    if (section === resuming) scrollBack(session, section, pageRef.current);
    if (!session.resuming) {
      session.keep({ section });
    } else if (isFilled) {
      pageRef.current?.closest('form')?.requestSubmit();
    }
  }, [session, section, refused, isFilled, pageRef]);
}
