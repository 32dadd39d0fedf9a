import { detect } from './detect/detect';
import { settledStores, storesOf } from './detect/stores';
import { readCatalogInfo } from './entities/catalogInfo';
import type { ExistingCatalogInfo } from './entities/catalogInfo';
import { entityName, nameOfModule } from './entities/entityName';
import { mergeCatalogInfo } from './entities/merge';
import type { MergedCatalogInfo } from './entities/merge';
import { propose } from './entities/propose';
import type { Ownership, Proposal } from './entities/propose';
import type { Finding } from './finding';
import { below } from './repositoryFiles';
import type { RepositoryFiles } from './repositoryFiles';
import { AdoptError, moduleFolders, readService } from './service';
import type { GoService } from './service';

/** What a person says of a service that is to be adopted. @public */
export interface AdoptOptions {
  /** Folder of the service in the repository; the top unless given. */
  readonly folder?: string;
  /** Name of the component; that of catalog-info.yaml or of the module unless given. */
  readonly name?: string;
  /** Entity reference of the owner; that of catalog-info.yaml unless given. */
  readonly owner?: string;
  readonly system?: string;
  readonly lifecycle?: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** What Adopt concludes of a repository. @public */
export interface Adoption {
  /** Path of the Go module. */
  readonly module: string;
  /** By area. */
  readonly findings: readonly Finding[];
  /** The component first. */
  readonly proposals: readonly Proposal[];
  readonly catalogInfo: MergedCatalogInfo;
  /** What only a person can tell, a sentence each. */
  readonly questions: readonly string[];
}

/**
 * Reads a Go service that exists, and proposes how it describes itself to the
 * catalog. Pure: the same files give the same proposal.
 *
 * @throws AdoptError that says what is missing, and the mend
 * @public
 */
export function adopt(
  files: RepositoryFiles,
  options: AdoptOptions = {},
): Adoption {
  const folder = (options.folder ?? '').replace(/^\.?\/+|^\.$|\/+$/g, '');
  const inside = below(files, folder);
  if (inside.size === 0) {
    throw new AdoptError(
      `folder: '${folder}' holds no file; name one of ${
        moduleFolders(files).join(', ') || 'the folders of the repository'
      }`,
    );
  }
  const service = readService(inside);
  const existing = readCatalogInfo(inside);
  const findings = detect(service);
  const proposals = propose(
    service,
    findings,
    ownership(service, existing, options),
    existing,
  );
  const catalogInfo = mergeCatalogInfo(existing, proposals);
  return {
    module: service.goMod.module,
    findings,
    proposals,
    catalogInfo: {
      ...catalogInfo,
      path: folder === '' ? catalogInfo.path : `${folder}/${catalogInfo.path}`,
    },
    questions: questions(service, options, inside),
  };
}

function ownership(
  service: GoService,
  existing: ExistingCatalogInfo | undefined,
  options: AdoptOptions,
): Ownership {
  const components = (existing?.entities ?? []).filter(
    ({ kind }) => kind === 'Component',
  );
  const component =
    components.find(({ name }) => name === options.name) ??
    (components.length === 1 ? components[0] : undefined);
  const spec = (component?.value.spec ?? {}) as Record<string, unknown>;
  const said = (field: string) =>
    typeof spec[field] === 'string' ? String(spec[field]) : undefined;
  const owner = options.owner ?? said('owner');
  if (!owner) {
    throw new AdoptError(
      'owner: is not given, and no catalog-info.yaml says it; name a group, such as group:default/checkout',
    );
  }
  return {
    name:
      component?.name ??
      (options.name === undefined
        ? nameOfModule(service.goMod.module)
        : requireName(options.name)),
    owner,
    ...definedSystem(options.system ?? said('system')),
    lifecycle: options.lifecycle ?? said('lifecycle') ?? 'production',
    annotations: options.annotations ?? {},
  };
}

function definedSystem(system: string | undefined): { system?: string } {
  return system === undefined || system === '' ? {} : { system };
}

function requireName(name: string): string {
  if (name !== entityName(name)) {
    throw new AdoptError(
      `name: '${name.slice(
        0,
        80,
      )}' is no name for the catalog; write ${entityName(name)}`,
    );
  }
  return name;
}

function questions(
  service: GoService,
  options: AdoptOptions,
  files: RepositoryFiles,
): string[] {
  const { open } = settledStores(storesOf(service));
  const hasDocs = [...files.keys()].some(path => /^mkdocs\.ya?ml$/.test(path));
  return [
    ...(open.length > 0
      ? [
          `It has drivers for ${open
            .map(({ engine }) => engine.title)
            .join(' and ')}. Which one does it run on? Add that Resource.`,
        ]
      : []),
    ...(hasDocs
      ? []
      : ['There is no mkdocs.yml, so TechDocs has nothing to show.']),
    ...(options.system === undefined
      ? ['Which system does it belong to? Set spec.system.']
      : []),
  ];
}
