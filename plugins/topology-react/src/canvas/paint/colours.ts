import { type RefObject, useEffect, useState } from 'react';

const NAMES = [
  'canvas',
  'domain',
  'frame',
  'node',
  'text',
  'text-second',
  'node-line',
  'frame-line',
  'quiet',
  'http',
  'grpc',
  'sql',
  'cache',
  'events',
  'other',
  'added',
  'removed',
  'changed',
  'error',
  'finding-high',
  'finding-high-text',
  'finding-medium',
  'finding-medium-text',
  'finding-low',
  'finding-low-text',
  'tint-1',
  'tint-2',
  'tint-3',
  'tint-4',
  'tint-rest',
] as const;

/** The colours of the theme, by the names of their custom properties. */
export type Colours = Readonly<Record<(typeof NAMES)[number], string>> & {
  font: string;
};

function readColours(element: Element): Colours {
  const style = getComputedStyle(element);
  const value = (name: string) =>
    style.getPropertyValue(`--topology-${name}`).trim();
  const colours = Object.fromEntries(NAMES.map(name => [name, value(name)]));
  return { ...colours, font: value('font') || 'sans-serif' } as Colours;
}

/** A property such as `--topology-http` as the colour it has. */
export function colourOf(colours: Colours, property: string): string {
  const name = property.replace(/^--topology-/, '');
  return Object.entries(colours).find(([known]) => known === name)?.[1] ?? '';
}

/** The colours of an element, again whenever the theme changes. */
export function useColours(ref: RefObject<Element>): Colours | undefined {
  const [colours, setColours] = useState<Colours>();
  useEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const read = () => setColours(readColours(element));
    read();
    const observer = new MutationObserver(read);
    for (const root of [document.documentElement, document.body]) {
      observer.observe(root, { attributeFilter: ['data-theme-mode', 'class'] });
    }
    const contrast = window.matchMedia?.('(prefers-contrast: more)');
    contrast?.addEventListener?.('change', read);
    return () => {
      observer.disconnect();
      contrast?.removeEventListener?.('change', read);
    };
  }, [ref]);
  return colours;
}
