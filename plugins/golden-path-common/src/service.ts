import type { Answers } from './answers';
import type { Composition, Mend, Problem } from './composition';
import { formatEntityRef, isEntityName, parseEntityRef } from './entityRef';
import { modulePathFault } from './modulePath';
import { namesOf } from './names';
import { WINDOWS_DEVICES } from './reserved';
import {
  nameNear,
  oneLine,
  shown,
  unsafeCharacter,
  withoutUnsafe,
} from './resources/text';

/** The service of a composition, with every default settled. @public */
export type Service = Composition['service'];

const DNS_LABEL = /^[a-z]([a-z0-9-]*[a-z0-9])?$/;
/** Folder names that Go or a build treats apart. */
const FOLDERS = new Set(['internal', 'vendor', 'testdata', 'cmd', 'main']);
const MAX_NAME = 50;

/** Settles the service's answers; `service` is there when nothing is wrong. @public */
export function resolveService(
  answers: Answers['service'],
  takenModules: readonly string[] = [],
): { service?: Service; problems: Problem[] } {
  const owner = parseEntityRef(answers.owner, 'group');
  const problems = [
    ...nameProblems(answers.name),
    ...textProblems('title', answers.title),
    ...textProblems('description', answers.description),
    ...ownerProblems(answers.owner),
    ...systemProblems(answers.system),
    ...domainProblems(answers),
    ...moduleProblems(answers.module, answers.name, takenModules),
  ];
  if (problems.length > 0 || !owner) return { problems };
  const names = namesOf(answers.name);
  const title = answers.title?.trim() || names.singular.sentence;
  return {
    problems,
    service: {
      name: answers.name,
      names,
      title,
      description: answers.description?.trim() || `${title} service`,
      owner: formatEntityRef(owner),
      system: answers.system,
      createSystem:
        answers.system !== undefined && answers.createSystem === true,
      ...(answers.domain !== undefined && { domain: answers.domain }),
      lifecycle: answers.lifecycle ?? 'production',
      module: answers.module,
    },
  };
}

function nameProblems(name: string): Problem[] {
  const near = nameNear(name, '-', MAX_NAME);
  const usable = near && near !== name && nameFault(near) === undefined;
  const fault = nameFault(name);
  if (!fault) return [];
  return [
    {
      path: ['service', 'name'],
      message: `${shown(name)} ${fault}`,
      advice:
        'Use lower-case letters, digits and single hyphens, beginning with a letter, such as orders.',
      mends: usable ? [set('name', near)] : [],
    },
  ];
}

function nameFault(name: string): string | undefined {
  if (!DNS_LABEL.test(name) || name.includes('--')) return 'is no DNS label';
  if (name.length > MAX_NAME) return `is longer than ${MAX_NAME} characters`;
  if (WINDOWS_DEVICES.has(name)) return 'is a device name on Windows';
  if (FOLDERS.has(name)) return 'is a folder that Go treats apart';
  return undefined;
}

function textProblems(
  field: 'title' | 'description',
  text: string | undefined,
): Problem[] {
  if (text === undefined) return [];
  const unsafe = unsafeCharacter(text);
  const clean = oneLine(withoutUnsafe(text)).replaceAll('${{', '{{');
  const problem = (message: string): Problem[] => [
    {
      path: ['service', field],
      message,
      advice: 'Write plain text on one line.',
      mends: [set(field, clean || undefined)],
    },
  ];
  if (unsafe) return problem(`holds the character ${unsafe}`);
  if (/[\r\n\t]/.test(text)) return problem('holds a line break or a tab');
  if (text.includes('${{')) {
    return problem("holds '${{', which templates and workflows evaluate");
  }
  return [];
}

function ownerProblems(owner: string): Problem[] {
  const parts = parseEntityRef(owner, 'group');
  const advice =
    'Name a group or a user of the catalog, such as group:default/checkout.';
  const path = ['service', 'owner'];
  if (!parts) {
    return [
      {
        path,
        message: `${shown(owner)} is no entity reference`,
        advice,
        mends: [],
      },
    ];
  }
  if (parts.kind === 'group' || parts.kind === 'user') return [];
  return [
    {
      path,
      message: `a ${parts.kind} cannot own a service`,
      advice,
      mends: [set('owner', formatEntityRef({ ...parts, kind: 'group' }))],
    },
  ];
}

function systemProblems(system: string | undefined): Problem[] {
  if (system === undefined || isEntityName(system)) return [];
  const near = nameNear(system, '-', 63);
  return [
    {
      path: ['service', 'system'],
      message: `${shown(system)} is no name of a system`,
      advice:
        'Use at most 63 letters and digits with single - _ or . between, or leave it out.',
      mends: [set('system', near), ...(near ? [set('system', undefined)] : [])],
    },
  ];
}

function domainProblems({
  domain,
  system,
  createSystem,
}: Answers['service']): Problem[] {
  if (domain === undefined) return [];
  const path = ['service', 'domain'];
  if (system === undefined || createSystem !== true) {
    return [
      {
        path,
        message: `${shown(domain)} is the domain of no new system`,
        advice:
          'Leave it out: a system of the catalog says itself which domain it is in.',
        mends: [set('domain', undefined)],
      },
    ];
  }
  if (isEntityName(domain)) return [];
  const near = nameNear(domain, '-', 63);
  return [
    {
      path,
      message: `${shown(domain)} is no name of a domain`,
      advice:
        'Use at most 63 letters and digits with single - _ or . between, or leave it out.',
      mends: [set('domain', near), ...(near ? [set('domain', undefined)] : [])],
    },
  ];
}

function moduleProblems(
  path: string,
  name: string,
  taken: readonly string[],
): Problem[] {
  const fault = taken.includes(path)
    ? 'is a module that the service uses'
    : modulePathFault(path);
  if (!fault) return [];
  const near = `example.com/${nameNear(name, '-', MAX_NAME) ?? 'service'}`;
  return [
    {
      path: ['service', 'module'],
      message: `${shown(path)} ${fault}`,
      advice:
        'Write where the repository will be, such as github.com/acme/orders.',
      mends: [set('module', near)],
    },
  ];
}

function set(field: string, value: string | undefined): Mend {
  const label = value === undefined ? `Remove ${field}` : `Use ${value}`;
  return { kind: 'set', label, path: ['service', field], value };
}
