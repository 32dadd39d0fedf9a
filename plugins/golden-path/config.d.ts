export interface Config {
  goldenPath?: {
    /**
     * What the portal knows about the hosts of `integrations`, so that people
     * choose instead of type.
     * @deepVisibility frontend
     */
    places?: Array<{
      /** Host as `integrations` names it, such as `github.com`. */
      host: string;
      /**
       * Organizations, groups or users that new repositories may belong to;
       * workspaces or projects where the host begins with these.
       */
      owners: string[];
    }>;
  };
}
