import { existsSync, readFileSync, rmSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { inRoot } from './paths.mjs';

/**
 * Counters read a stage's output line by line and know how many tests passed
 * and failed. Each returns { see(line), show(line), counts() }: `show` tells
 * what of a line a person wants to read.
 */
const asIs = text => text;

const toCounts = (passed = 0, failed = 0) => ({
  passed: Number(passed),
  failed: Number(failed),
});

/** The last line that reads `N passed, M failed`. */
function line() {
  let found;
  return {
    see: text => {
      found = /(\d+) passed, (\d+) failed/.exec(text) ?? found;
    },
    show: asIs,
    counts: () => toCounts(found?.[1], found?.[2]),
  };
}

/**
 * The results that Jest writes to the file after `--outputFile=`: its closing
 * lines get lost when it ends before a pipe has taken them. A suite that did
 * not run counts as one failure.
 */
function jest(stage) {
  const option = '--outputFile=';
  const file = inRoot(
    stage.command.find(each => each.startsWith(option)).slice(option.length),
  );
  rmSync(file, { force: true });
  return {
    see: () => {},
    show: asIs,
    counts: () => {
      if (!existsSync(file)) return toCounts();
      const results = JSON.parse(readFileSync(file, 'utf8'));
      return toCounts(
        results.numPassedTests,
        results.numFailedTests + results.numRuntimeErrorTestSuites,
      );
    },
  };
}

/** The closing lines of Node's test runner. */
function node() {
  let passed;
  let failed;
  return {
    see: text => {
      passed = /^ℹ pass (\d+)/.exec(text)?.[1] ?? passed;
      failed = /^ℹ fail (\d+)/.exec(text)?.[1] ?? failed;
    },
    show: asIs,
    counts: () => toCounts(passed, failed),
  };
}

/** The events of `go test -json`; of its output, only that of tests that failed is shown. */
function go() {
  let passed = 0;
  let failed = 0;
  const outputs = new Map();
  return {
    see: text => {
      const event = parse(text);
      if (!event) return;
      if (event.Test && event.Action === 'pass') passed++;
      if (event.Test && event.Action === 'fail') failed++;
    },
    show: text => {
      const event = parse(text);
      if (!event) return text;
      const key = `${event.Package ?? event.ImportPath} ${event.Test ?? ''}`;
      if (event.Output) {
        outputs.set(key, (outputs.get(key) ?? '') + event.Output);
        return event.Action === 'build-output'
          ? event.Output.trimEnd()
          : undefined;
      }
      const said = outputs.get(key);
      outputs.delete(key);
      if (event.Action === 'fail') return said?.trimEnd();
      return event.Test || event.Action !== 'pass'
        ? undefined
        : `ok ${event.Package}`;
    },
    counts: () => ({ passed, failed }),
  };
}

function parse(text) {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const counters = { line, jest, go, node };

/** The counter that a stage asks for. */
export function counterOf(stage) {
  const counter = counters[stage.counts](stage);
  return {
    ...counter,
    see: text => counter.see(stripVTControlCharacters(text)),
  };
}
