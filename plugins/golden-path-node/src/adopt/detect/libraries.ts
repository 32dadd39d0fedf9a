import { finding } from '../finding';
import type { Confidence, Evidence, Finding } from '../finding';
import type { GoFile, GoFileRole } from '../go/goFile';
import type { GoService } from '../service';
import { MODULE_SIGNALS, TEST_SIGNALS } from '../signals';
import type { ModuleSignal } from '../signals';

/** Whether an import path is a module or lies below it; `gopkg.in` says versions after a dot. */
export function isBelow(path: string, module: string): boolean {
  if (!path.startsWith(module)) return false;
  const next = path.charAt(module.length);
  return (
    next === '' || next === '/' || /^\.v\d/.test(path.slice(module.length))
  );
}

/** Imports of some modules in the service's own code, or in files of another role. */
export function importsFrom(
  service: GoService,
  {
    modules,
    except = [],
    driver = [],
  }: Pick<ModuleSignal, 'modules' | 'except' | 'driver'>,
  roles: readonly GoFileRole[] = ['service', 'generated'],
): Evidence[] {
  const found: Evidence[] = [];
  for (const file of service.goFiles) {
    if (!roles.includes(file.role) || imports(file, driver)) continue;
    const hit = file.imports.find(
      ({ path }) =>
        modules.some(module => isBelow(path, module)) &&
        !except.some(module => isBelow(path, module)),
    );
    if (hit) found.push(imported(file, hit));
  }
  return found;
}

function imports(file: GoFile, modules: readonly string[]): boolean {
  return file.imports.some(({ path }) =>
    modules.some(module => isBelow(path, module)),
  );
}

function imported(
  file: GoFile,
  { path, offset }: { path: string; offset: number },
): Evidence {
  return { path: file.path, line: file.lineAt(offset), why: `imports ${path}` };
}

/** What go.mod itself says of some modules. */
export function required(
  { goMod }: GoService,
  modules: readonly string[],
): Evidence[] {
  return goMod.requires
    .filter(({ path }) => modules.some(module => isBelow(path, module)))
    .map(({ path, version, line }) => ({
      path: 'go.mod',
      line,
      why: `requires ${path} ${version}`,
    }));
}

/** Libraries that the service, or its tests, are built with. */
export function libraries(service: GoService): Finding[] {
  return [
    ...MODULE_SIGNALS.flatMap(signal => library(service, signal)),
    ...TEST_SIGNALS.flatMap(signal => {
      const used = importsFrom(service, signal, ['test']);
      return finding(signal, 'certain', used);
    }),
  ];
}

function library(service: GoService, signal: ModuleSignal): Finding[] {
  const used = importsFrom(service, signal);
  const asked = required(service, signal.modules);
  if (used.length > 0)
    return finding(signal, 'certain', [...asked.slice(0, 1), ...used]);
  const tools = toolUse(service, signal);
  const inTests = importsFrom(service, signal, ['test']);
  // A driver alone, or a helper of the tests, is no use of the thing itself.
  const partly = importsFrom(service, { modules: signal.modules });
  const confidence: Confidence = tools.length > 0 ? 'likely' : 'possible';
  return inTests.length + partly.length > 0 && tools.length === 0
    ? []
    : finding(signal, confidence, [...tools, ...asked]);
}

function toolUse(
  service: GoService,
  { area, modules }: ModuleSignal,
): Evidence[] {
  // Only what changes a schema is run as a tool and still part of the service.
  if (area !== 'migrations') return [];
  const declared = service.goMod.tools
    .filter(({ path }) => modules.some(module => isBelow(path, module)))
    .map(({ path, line }) => ({
      path: 'go.mod',
      line,
      why: `runs ${path} as a tool`,
    }));
  return [...declared, ...importsFrom(service, { modules }, ['tool'])];
}
