import { AREAS } from '../finding';
import type { Finding } from '../finding';
import type { GoService } from '../service';
import { fileFindings } from './files';
import { libraries } from './libraries';
import { migrations } from './migrations';
import { standardLibrary } from './standardLibrary';
import { storesOf } from './stores';

/** All that the service is built with, by area and then by name. */
export function detect(service: GoService): Finding[] {
  const found = [
    ...libraries(service),
    ...fileFindings(service),
    ...stores(service),
  ];
  const [schema, rest] = partition(found, ({ area }) => area === 'migrations');
  const all = [
    ...rest,
    ...standardLibrary(service, rest),
    ...migrations(service, schema),
  ];
  return all.sort(
    (a, b) =>
      AREAS.indexOf(a.area) - AREAS.indexOf(b.area) ||
      (a.name < b.name ? -1 : 1),
  );
}

function stores(service: GoService): Finding[] {
  return storesOf(service)
    .filter(({ engine }) => ['database', 'bucket'].includes(engine.kind))
    .map(({ engine, code, deployed }) => ({
      area: 'store' as const,
      name: engine.name,
      title: engine.title,
      confidence: 'certain' as const,
      evidence: [...code.slice(0, 2), ...deployed.slice(0, 2)],
    }));
}

function partition<T>(
  items: readonly T[],
  belongs: (item: T) => boolean,
): [T[], T[]] {
  return [items.filter(belongs), items.filter(item => !belongs(item))];
}
