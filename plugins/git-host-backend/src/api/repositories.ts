import { InputError } from '@backstage/errors';
import { RequestHandler } from 'express';
import { z } from 'zod';
import { audited } from '../audited';
import { defaultBranch } from '../git/refs';
import { isEmptyRepository, readDescription } from '../git/repository';
import { GitHost } from '../GitHost';
import { apiUrl, cloneUrl, repositoryUrl } from '../links';
import { Repository } from '../store/RepositoryStore';

const creation = z.object({
  name: z.string(),
  description: z.string().nullish(),
});

/** `GET /repos/:organization/:repository`. */
export function getRepository(host: GitHost): RequestHandler {
  return async (req, res) => {
    const { organization = '', repository = '' } = req.params;
    const found = await host.store.repository(organization, repository);
    res.json(await describeRepository(host, found));
  };
}

/**
 * `POST /orgs/:organization/repos`. A repository that exists and is empty is answered as if it had just been made;
 * one with commits is a conflict.
 */
export function createRepository(host: GitHost): RequestHandler {
  return async (req, res) => {
    const { organization = '' } = req.params;
    const { name, description } = parseCreation(req.body);
    const change = {
      id: 'repository-create',
      repository: `${organization}/${name}`,
    } as const;
    const repository = await audited(host, change, () =>
      host.store.create(organization, name, oneLine(description ?? '')),
    );
    res.status(201).json(await describeRepository(host, repository));
  };
}

function parseCreation(body: unknown): z.infer<typeof creation> {
  const parsed = creation.safeParse(body);
  if (!parsed.success) {
    throw new InputError(
      `Send JSON (Content-Type: application/json) with 'name' and optionally 'description': ${z.prettifyError(
        parsed.error,
      )}`,
    );
  }
  return parsed.data;
}

async function describeRepository(host: GitHost, repository: Repository) {
  const { organization, name, gitDir } = repository;
  const [branch, empty, description] = await Promise.all([
    defaultBranch(gitDir),
    isEmptyRepository(gitDir),
    readDescription(gitDir),
  ]);
  return {
    name,
    full_name: `${organization}/${name}`,
    owner: { login: organization, username: organization },
    description,
    private: !host.settings.anonymousRead,
    empty,
    default_branch: branch,
    url: apiUrl(host, repository),
    html_url: repositoryUrl(host, repository),
    clone_url: cloneUrl(host, repository),
  };
}

function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim();
}
