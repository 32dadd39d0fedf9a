import type { Answers } from '../answers';
import type { Mend, Problem } from '../composition';
import { formatEntityRef, parseEntityRef } from '../entityRef';
import { shown } from '../resources/text';
import type { Profile } from './profile';

/** Owners that a button is offered for. */
const MOST_MENDS = 5;

type Naming = NonNullable<Profile['naming']>;

/** What the organisation does not allow in the answers. */
export function profileProblems(profile: Profile, answers: Answers): Problem[] {
  const { service, resources } = answers;
  const named = (
    rule: keyof Naming,
    path: Problem['path'],
    name: string | undefined,
  ) => namingProblems(profile.naming?.[rule], rule, path, name);
  return [
    ...moduleProblems(profile, service),
    ...ownerProblems(profile, service),
    ...named('service', ['service', 'name'], service.name),
    ...named('system', ['service', 'system'], service.system),
    ...resources.flatMap((resource, at) => [
      ...named('resource', ['resources', at, 'name'], resource.name),
      ...resource.fields.flatMap((field, index) =>
        named('field', ['resources', at, 'fields', index, 'name'], field.name),
      ),
    ]),
  ];
}

/** Says why a repository may not be on the host; undefined when it may. @public */
export function hostProblem(
  { hosts }: Profile,
  host: string,
): string | undefined {
  return hosts && !hosts.includes(host)
    ? `The organisation keeps no repositories on ${host}. Use ${hosts.join(
        ' or ',
      )}.`
    : undefined;
}

function moduleProblems(
  { modulePrefix: prefix }: Profile,
  { module, name }: Answers['service'],
): Problem[] {
  if (prefix === undefined || module.startsWith(`${prefix}/`)) return [];
  const last = module.split('/').at(-1) || name;
  return [
    {
      path: ['service', 'module'],
      message: `${shown(module)} is not below ${prefix}`,
      advice: `Modules of the organisation begin with ${prefix}/.`,
      mends: [set('module', `${prefix}/${last}`)],
    },
  ];
}

function ownerProblems(
  { owners }: Profile,
  { owner }: Answers['service'],
): Problem[] {
  const ref = parseEntityRef(owner, 'group');
  // What is no reference at all is told without us.
  if (!owners || !ref || owners.includes(formatEntityRef(ref))) return [];
  return [
    {
      path: ['service', 'owner'],
      message: `${shown(owner)} is no owner that the organisation allows`,
      advice: `Use ${owners.slice(0, MOST_MENDS).join(' or ')}${
        owners.length > MOST_MENDS ? ', or another that it allows' : ''
      }.`,
      mends: owners.slice(0, MOST_MENDS).map(each => set('owner', each)),
    },
  ];
}

function namingProblems(
  rule: Naming[keyof Naming],
  kind: keyof Naming,
  path: Problem['path'],
  name: string | undefined,
): Problem[] {
  if (!rule || name === undefined) return [];
  if (new RegExp(`^(?:${rule.pattern})$`, 'u').test(name)) return [];
  return [
    {
      path,
      message: `${shown(
        name,
      )} breaks the organisation's rule for ${kind} names`,
      advice: rule.advice,
      mends: [],
    },
  ];
}

function set(field: string, value: string): Mend {
  return {
    kind: 'set',
    label: `Use ${value}`,
    path: ['service', field],
    value,
  };
}
