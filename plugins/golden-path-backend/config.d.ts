export interface Config {
  goldenPath?: {
    /**
     * Folders of pattern packs that are used beside the product's own.
     */
    packs?: string[];
  };
}
