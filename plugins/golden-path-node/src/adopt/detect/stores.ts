import type { Evidence } from '../finding';
import type { GoService } from '../service';
import { ENGINES } from '../engines';
import type { Engine } from '../engines';
import { inText } from './code';
import { importsFrom } from './libraries';

/** An engine that the service speaks with. */
export interface StoreUse {
  readonly engine: Engine;
  /** Imports of its driver in the service's code. */
  readonly code: readonly Evidence[];
  /** Images and addresses in deployment files. */
  readonly deployed: readonly Evidence[];
}

const DEPLOYMENT = /\.ya?ml$/;
const SETTINGS =
  /(^|\/)\.env[^/]*$|\.env$|\.ya?ml$|\.toml$|(^|\/)(Makefile|Dockerfile[^/]*)$/;

/** Every engine that the service's code has a driver for, with what its deployment says of it. */
export function storesOf(service: GoService): StoreUse[] {
  return ENGINES.flatMap(engine => {
    const code = importsFrom(service, engine);
    if (code.length === 0) return [];
    return [{ engine, code, deployed: deployedOf(service, engine) }];
  });
}

function deployedOf(service: GoService, engine: Engine): Evidence[] {
  const runs = (line: string) => engine.images.test(imageOf(line) ?? '');
  return [
    ...inText(
      service,
      DEPLOYMENT,
      { test: runs },
      line => `runs the image ${imageOf(line)}`,
    ),
    // An address may carry a password: it is not shown.
    ...inText(
      service,
      SETTINGS,
      engine.schemes,
      () => `sets an address of ${engine.title}`,
    ),
  ];
}

/** The image that a line of a compose or Kubernetes file names. */
function imageOf(line: string): string | undefined {
  return /^\s*(?:-\s*)?image:\s*["']?([^\s"'#]+)/.exec(line)?.[1];
}

/**
 * The stores to propose. A service that has drivers for several databases runs
 * on one of them: the one that its deployment names, or none is proposed.
 */
export function settledStores(uses: readonly StoreUse[]): {
  stores: StoreUse[];
  open: StoreUse[];
} {
  const relational = uses.filter(({ engine }) =>
    ['postgresql', 'mysql', 'sqlserver'].includes(engine.name),
  );
  if (relational.length < 2) return { stores: [...uses], open: [] };
  const others = uses.filter(use => !relational.includes(use));
  const named = relational.filter(({ deployed }) => deployed.length > 0);
  return named.length === 1
    ? { stores: [...named, ...others], open: [] }
    : { stores: others, open: relational };
}
