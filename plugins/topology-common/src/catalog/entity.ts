/**
 * What is read of a catalog entity, as a descriptor file states it or as the catalog serves it.
 * Every Backstage `Entity` fits.
 * @public
 */
export interface CatalogEntity {
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    title?: string;
    description?: string;
    annotations?: Record<string, string>;
    labels?: Record<string, string>;
    tags?: string[];
  };
  spec?: object;
  relations?: { type: string; targetRef: string }[];
}
