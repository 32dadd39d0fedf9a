/** ms of each stage from the click on, one after the other; only of what the worker laid out. */
export interface Stages {
  /** Until the topology is asked for. */
  asked: number;
  /** Until its answer is there as a whole. */
  answered: number;
  /** Until the worker has it: parsed, decoded, counted, copied. */
  read: number;
  /** Until the page has the scene: laid out and copied back. */
  laidOut: number;
  /** Until it takes a click. */
  drawn: number;
}

/** What a page was measured to take. */
export interface Measured {
  stages: Stages | undefined;
  /** ms from the click to the last change of the page. */
  settled: number;
  /** ms from the click until the graph is there and takes a click. */
  interactive: number;
  /** The longest tasks of the main thread in ms, longest first; none below 50 ms is told. */
  longTasks: number[];
  /** How many elements the page has. */
  elements: number;
}

/** Frames while somebody pans. */
export interface Frames {
  perSecond: number;
  longest: number;
}

/** When the last worker was given something, and when it answered. */
const worker = { asked: 0, answered: 0 };

window.Worker = class extends window.Worker {
  constructor(...args: ConstructorParameters<typeof Worker>) {
    super(...args);
    this.addEventListener('message', () => {
      worker.answered = performance.now();
    });
  }

  postMessage(message: unknown) {
    super.postMessage(message);
    worker.asked = performance.now();
  }
};

/** @returns undefined, if no worker answered in that time */
function stagesOf(start: number, end: number): Stages | undefined {
  const answer = performance
    .getEntriesByType('resource')
    .filter(({ name }) => name.includes('/api/topology/v1/landscape'))
    .pop() as PerformanceResourceTiming | undefined;
  if (!answer || answer.startTime < start || worker.answered < start) {
    return undefined;
  }
  const { startTime, responseEnd } = answer;
  return {
    asked: startTime - start,
    answered: responseEnd - startTime,
    read: worker.asked - responseEnd,
    laidOut: worker.answered - worker.asked,
    drawn: end - worker.answered,
  };
}

const QUIET_MS = 700;
const TIMEOUT_MS = 90_000;

const nextFrame = () =>
  new Promise<number>(resolve => requestAnimationFrame(resolve));

function goTo(path: string) {
  window.history.pushState({}, '', path);
  window.dispatchEvent(new PopStateEvent('popstate', { state: {} }));
}

/**
 * Goes to a page of the portal, as a click on a link does, and waits until so many elements match a
 * selector and nothing in the document has changed for a while.
 */
async function open(
  path: string,
  selector: string,
  count: number,
): Promise<Measured> {
  const longTasks: number[] = [];
  const note = (entries: PerformanceEntryList) =>
    longTasks.push(...entries.map(({ duration }) => duration));
  const tasks = new PerformanceObserver(list => note(list.getEntries()));
  tasks.observe({ entryTypes: ['longtask'] });
  const start = performance.now();
  let changed = start;
  const changes = new MutationObserver(() => {
    changed = performance.now();
  });
  changes.observe(document.body, {
    ...{ subtree: true, childList: true },
    ...{ attributes: true, characterData: true },
  });
  goTo(path);
  let interactive = 0;
  let stages: Stages | undefined;
  for (;;) {
    await nextFrame();
    const now = performance.now();
    if (document.querySelectorAll(selector).length >= count) {
      if (!interactive) stages = stagesOf(start, now);
      interactive ||= now - start;
      if (now - changed > QUIET_MS) break;
    } else if (now - start > TIMEOUT_MS) {
      const found = document.querySelectorAll(selector).length;
      throw new Error(`${path} has ${found} of ${count} ${selector}`);
    }
  }
  // long tasks are told late
  await new Promise(resolve => setTimeout(resolve, 300));
  note(tasks.takeRecords());
  tasks.disconnect();
  changes.disconnect();
  return {
    settled: changed - start,
    interactive,
    stages,
    longTasks: longTasks.sort((a, b) => b - a).map(Math.round),
    elements: document.querySelectorAll('*').length,
  };
}

let counting: { times: number[]; on: boolean } | undefined;

function countFrames() {
  const times: number[] = [];
  const own = { times, on: true };
  counting = own;
  const see = (time: number) => {
    times.push(time);
    if (own.on) requestAnimationFrame(see);
  };
  requestAnimationFrame(see);
}

function frames(): Frames {
  const { times } = counting!;
  counting!.on = false;
  const gaps = times.slice(1).map((time, index) => time - times[index]!);
  const all = times[times.length - 1]! - times[0]!;
  return {
    perSecond: (gaps.length / all) * 1000,
    longest: Math.max(...gaps),
  };
}

const probe = { goTo, open, countFrames, frames };

declare global {
  interface Window {
    probe: typeof probe;
  }
}

window.probe = probe;
