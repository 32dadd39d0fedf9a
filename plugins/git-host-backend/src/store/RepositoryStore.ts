import { randomUUID } from 'node:crypto';
import { lstat, mkdir, readdir, realpath, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ConflictError, NotFoundError } from '@backstage/errors';
import { initRepository, isEmptyRepository } from '../git/repository';
import {
  parseOrganizationName,
  parseRepositoryName,
  parseRepositorySegment,
} from '../names';

/** A bare repository on disk. Names are as stored, in lower case. */
export interface Repository {
  organization: string;
  name: string;
  gitDir: string;
}

// no organization name starts with a dot
const UNFINISHED = '.unfinished';

/** The organizations and repositories under one directory: `<root>/<organization>/<repository>.git`. */
export class RepositoryStore {
  private constructor(
    /** The real path of the directory. */
    readonly root: string,
  ) {}

  /** Opens the directory, making it when missing, and clears what a killed process left unfinished. */
  static async open(root: string): Promise<RepositoryStore> {
    await mkdir(root, { recursive: true, mode: 0o700 }).catch(error => {
      throw new Error(
        `gitHost.root '${root}' cannot be used as a directory: ${error.message}`,
      );
    });
    const store = new RepositoryStore(await realpath(root));
    await rm(join(store.root, UNFINISHED), { recursive: true, force: true });
    return store;
  }

  /** Creates the organization unless it exists. */
  async ensureOrganization(name: string): Promise<void> {
    const directory = join(this.root, parseOrganizationName(name));
    await mkdir(directory, { recursive: true });
  }

  /** Names of all organizations, sorted. */
  async organizations(): Promise<string[]> {
    return subdirectories(this.root);
  }

  /** The stored name of an organization; throws NotFoundError with the mend when there is none. */
  async organization(name: string): Promise<string> {
    const stored = parseOrganizationName(name);
    if (!(await isOwnPath(join(this.root, stored)))) {
      throw new NotFoundError(
        `Organization '${stored}' does not exist; add it to gitHost.organizations and restart the backend`,
      );
    }
    return stored;
  }

  /** Names of the repositories of an organization, sorted. */
  async repositories(organization: string): Promise<string[]> {
    const stored = await this.organization(organization);
    const names = await subdirectories(join(this.root, stored));
    return names
      .filter(name => name.endsWith('.git'))
      .map(name => name.slice(0, -'.git'.length));
  }

  /** The repository that a URL names, with or without `.git`; throws NotFoundError when there is none. */
  async repository(organization: string, segment: string): Promise<Repository> {
    const repository = this.place(
      await this.organization(organization),
      parseRepositorySegment(segment),
    );
    if (!(await isOwnPath(repository.gitDir))) {
      throw new NotFoundError(
        `Repository '${repository.organization}/${repository.name}' does not exist`,
      );
    }
    return repository;
  }

  /**
   * Creates an empty repository with the default branch `main`. One that exists and is still empty is returned as
   * it is, so that a creation which was interrupted may be repeated; one with commits is a ConflictError.
   */
  async create(
    organization: string,
    name: string,
    description: string,
  ): Promise<Repository> {
    const stored = await this.organization(organization);
    const repository = this.place(stored, parseRepositoryName(name));
    if (!(await isOwnPath(repository.gitDir))) {
      await this.initInPlace(repository.gitDir, description);
    }
    if (!(await isEmptyRepository(repository.gitDir))) {
      throw new ConflictError(
        `Repository '${stored}/${repository.name}' already exists and is not empty; choose another name`,
      );
    }
    return repository;
  }

  private place(organization: string, name: string): Repository {
    const gitDir = join(this.root, organization, `${name}.git`);
    return { organization, name, gitDir };
  }

  // made aside and renamed, so that nobody meets half a repository
  private async initInPlace(gitDir: string, description: string) {
    const unfinished = join(this.root, UNFINISHED, randomUUID());
    await mkdir(unfinished, { recursive: true });
    try {
      await initRepository(unfinished, description);
      await rename(unfinished, gitDir);
    } catch (error) {
      await rm(unfinished, { recursive: true, force: true });
      // a concurrent creation may have come first; then its repository is the one
      if (!(await isOwnPath(gitDir))) {
        throw await explainObstacle(gitDir, error);
      }
    }
  }
}

async function explainObstacle(gitDir: string, error: unknown) {
  const occupied = await lstat(gitDir).catch(() => undefined);
  return occupied
    ? new ConflictError(
        `'${basename(
          gitDir,
        )}' exists under gitHost.root and is not a repository of this host; remove it or choose another name`,
      )
    : error;
}

// a symbolic link would lead out of the root
async function isOwnPath(path: string): Promise<boolean> {
  const real = await realpath(path).catch(() => undefined);
  return real === path;
}

async function subdirectories(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true });
  return entries
    .filter(entry => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(entry => entry.name)
    .sort();
}
