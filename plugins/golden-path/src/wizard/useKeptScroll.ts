import { useEffect } from 'react';
import type { RefObject } from 'react';
import type { WizardSection } from '../answers/evaluate';
import type { WizardSession } from '../session/WizardSession';

/** Remembers how far a page is scrolled, for when it is drawn anew. */
export function useKeptScroll(
  session: WizardSession,
  section: WizardSection,
  pageRef: RefObject<HTMLElement>,
): void {
  useEffect(() => {
    const keep = ({ target }: Event) => {
      const { scrollingElement } = document;
      const scrolled = target === document ? scrollingElement : target;
      if (session.resuming || !(scrolled instanceof Element)) return;
      if (!scrolled.contains(pageRef.current)) return;
      session.scrolled = { section, top: scrolled.scrollTop };
    };
    // Which element scrolls is up to the app; scrolling is told to none above it.
    document.addEventListener('scroll', keep, true);
    return () => document.removeEventListener('scroll', keep, true);
  }, [session, section, pageRef]);
}

/** Scrolls what is around a page to where the page was left, if it was left scrolled. */
export function scrollBack(
  session: WizardSession,
  section: WizardSection,
  page: HTMLElement | null,
): void {
  const { scrolled } = session;
  if (!page || scrolled?.section !== section) return;
  // Create scrolls to the top when it changes pages.
  requestAnimationFrame(() => {
    scrollerOf(page)?.scrollTo({ top: scrolled.top });
  });
}

function scrollerOf(element: Element): Element | null {
  const { parentElement: parent } = element;
  if (!parent) return document.scrollingElement;
  const { overflowY } = getComputedStyle(parent);
  const scrolls =
    /auto|scroll/.test(overflowY) && parent.scrollHeight > parent.clientHeight;
  return scrolls ? parent : scrollerOf(parent);
}
