import type { Entity } from '@backstage/catalog-model';
import type { GoldenPath } from '@golden-path/backstage-plugin-golden-path-common';
import { stepsHere } from './stepsHere';
import type { Portal } from './stepsHere';

type Values = Readonly<Record<string, string | readonly string[]>>;

const VARIABLE = /\$\{goldenPath\.(\w+)\}/g;
/** Keeps what it stands for as it is, which may be a list. */
const ONLY_VARIABLE = /^\$\{goldenPath\.(\w+)\}$/;

/**
 * The Template of a golden path: its name and words, and of the pages and steps
 * that all of them share those that the portal has a use for.
 *
 * @throws Error that names a `${goldenPath.…}` of the base that nothing fills,
 *   or a step whose `only` is not understood
 */
export function goldenPathTemplate(
  base: Entity,
  goldenPath: GoldenPath,
  portal: Portal,
): Entity {
  const { id, title, description, tags, type, words } = goldenPath;
  const values: Values = {
    id,
    type,
    title,
    run: words.run.join('\n'),
    needs: words.needs,
    contents: words.contents,
    hosts: portal.hosts.map(({ host }) => host),
  };
  const steps = stepsHere(base.spec?.steps, portal);
  return {
    ...base,
    metadata: {
      ...base.metadata,
      name: id,
      title,
      description,
      tags,
      links: linksOf(goldenPath),
    },
    spec: {
      ...(fill({ ...base.spec, steps }, values) as Entity['spec']),
      presentation: { buttonLabels: { createButtonText: words.create } },
    },
  };
}

/** A Template has no icon; its links have. What names none of its own bears the golden path's. */
function linksOf({ icon, links }: GoldenPath): GoldenPath['links'] {
  return icon === undefined ? links : links.map(link => ({ icon, ...link }));
}

function fill(value: unknown, values: Values): unknown {
  if (typeof value === 'string') return fillText(value, values);
  if (Array.isArray(value)) return value.map(item => fill(item, values));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, fill(inner, values)]),
  );
}

function fillText(text: string, values: Values): string | readonly string[] {
  const [, only] = ONLY_VARIABLE.exec(text) ?? [];
  if (only) return valueOf(only, values);
  return text.replace(VARIABLE, (_, name: string) =>
    String(valueOf(name, values)),
  );
}

function valueOf(name: string, values: Values): string | readonly string[] {
  const value = values[name];
  if (value !== undefined) return value;
  throw new Error(
    `it holds '\${goldenPath.${name}}', but there is only ${Object.keys(
      values,
    ).join(', ')}`,
  );
}
