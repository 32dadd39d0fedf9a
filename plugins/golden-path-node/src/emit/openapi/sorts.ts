import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import { V1, type ApiVersion } from '../apiVersion';
import { eachWay, goFields, isSort, OWN_SORTS, SHAPES } from '../fields';
import { BITS } from '../fields/shape';
import { ref, type Parameter, type Reference } from './model';

/** The parameters by which every list is sorted and gone through. */
export function sortParameters(
  version: ApiVersion,
): Readonly<Record<string, Parameter>> {
  return {
    [`sort${version.ending}`]: sortParameter(version, []),
    [`cursor${version.ending}`]: cursorParameter(version, []),
  };
}

/** Those of a list of the resource: shared ones, if it has no orders of its own. */
export function sortParametersOf(
  resource: Resource,
  version: ApiVersion,
): (Parameter | Reference)[] {
  const sorts = sortsOf(resource);
  return sorts.length > 0
    ? [sortParameter(version, sorts), cursorParameter(version, sorts)]
    : Object.keys(sortParameters(version)).map(name => ref('parameters', name));
}

/** Whether the lists of a resource have orders of their own. */
export function hasSorts(resource: Resource): boolean {
  return sortsOf(resource).length > 0;
}

interface Sort {
  readonly wire: string;
  /** What its values look like in cursors, as a regular expression. */
  readonly code: string;
}

function sortsOf(resource: Resource): Sort[] {
  return goFields(resource)
    .filter(isSort)
    .flatMap(({ field, wire }) => {
      const key = SHAPES[field.type].sortKey?.('');
      return key ? [{ wire, code: key.code }] : [];
    });
}

function sortParameter(version: ApiVersion, sorts: readonly Sort[]): Parameter {
  const names = [...OWN_SORTS, ...sorts.map(({ wire }) => wire)];
  return {
    name: 'sort',
    in: 'query',
    description:
      'The order of the list; a minus means descending. A cursor goes on in the order of its own list.',
    schema: {
      type: 'string',
      enum: eachWay(names.map(version.wire)),
      default: `-${version.wire('created_at')}`,
    },
  };
}

/** Cursors name columns in every version, so that one version goes on in another. */
function cursorParameter(
  version: ApiVersion,
  sorts: readonly Sort[],
): Parameter {
  const places = [
    'id',
    ...[{ wire: V1.wire('created_at'), code: BITS }, ...sorts].map(
      ({ wire, code }) => String.raw`${wire}\.${code}`,
    ),
  ];
  return {
    name: 'cursor',
    in: 'query',
    description: `The ${version.wire('next_cursor')} of the page before.`,
    schema: {
      type: 'string',
      pattern: String.raw`^-?(${places.join('|')})\.[0-9a-f]{32}$`,
    },
  };
}
