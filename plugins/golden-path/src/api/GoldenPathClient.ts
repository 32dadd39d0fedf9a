import type { DiscoveryApi, FetchApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import { findGoldenPath } from '@golden-path/backstage-plugin-golden-path-common';
import type {
  Catalogue,
  PreviewFileRequest,
  PreviewFileResponse,
  PreviewRequest,
  PreviewResponse,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { GoldenPathApi } from './goldenPathApi';

/** Asks golden-path-backend over HTTP. */
export class GoldenPathClient implements GoldenPathApi {
  readonly #discovery: DiscoveryApi;
  readonly #fetch: FetchApi;
  #catalogues: Promise<readonly Catalogue[]> | undefined;

  constructor(discovery: DiscoveryApi, fetchApi: FetchApi) {
    this.#discovery = discovery;
    this.#fetch = fetchApi;
  }

  async catalogueOf(goldenPath: string): Promise<Catalogue> {
    const catalogues = await this.#allCatalogues();
    const found = catalogues.find(catalogue =>
      findGoldenPath(catalogue, goldenPath),
    );
    if (found) return found;
    const ids = catalogues.flatMap(catalogue =>
      catalogue.goldenPaths.map(({ id }) => id),
    );
    throw new Error(
      `The portal has no golden path '${goldenPath}', only ${ids.join(', ')}.`,
    );
  }

  preview(answers: unknown, signal?: AbortSignal): Promise<PreviewResponse> {
    const body: PreviewRequest = { answers };
    return this.#request('/previews', body, signal);
  }

  file(
    answers: unknown,
    path: string,
    signal?: AbortSignal,
  ): Promise<PreviewFileResponse> {
    const body: PreviewFileRequest = { answers, path };
    return this.#request('/previews/file', body, signal);
  }

  async archive(answers: unknown): Promise<Blob> {
    const body: PreviewRequest = { answers };
    return (await this.#fetched('/previews/archive', body)).blob();
  }

  #allCatalogues(): Promise<readonly Catalogue[]> {
    this.#catalogues ??= this.#request<{ items: Catalogue[] }>('/catalogues')
      .then(({ items }) => items)
      .catch(error => {
        // A portal that was away for a moment is asked again.
        this.#catalogues = undefined;
        throw error;
      });
    return this.#catalogues;
  }

  async #request<T>(
    path: string,
    body?: PreviewRequest,
    signal?: AbortSignal,
  ): Promise<T> {
    return (await (await this.#fetched(path, body, signal)).json()) as T;
  }

  async #fetched(
    path: string,
    body?: PreviewRequest,
    signal?: AbortSignal,
  ): Promise<Response> {
    const base = await this.#discovery.getBaseUrl('golden-path');
    const response = await this.#fetch.fetch(`${base}${path}`, {
      signal,
      ...(body && {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    if (!response.ok) {
      // The cause says what the backend said, the error itself only the status.
      throw (await ResponseError.fromResponse(response)).cause;
    }
    return response;
  }
}
