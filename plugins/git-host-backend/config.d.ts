export interface Config {
  /**
   * The embedded Git host for laptops, demonstrations and tests.
   * Without this section the plugin serves nothing.
   */
  gitHost?: {
    /**
     * Directory that holds the repositories; it is made when missing. A relative path starts at the working
     * directory of the backend process.
     * @visibility backend
     */
    root: string;
    /**
     * The one user name that may use the API and push. Give the same to `integrations.gitea`.
     * @visibility backend
     */
    username: string;
    /**
     * The password of that user. Give the same to `integrations.gitea`.
     * @visibility secret
     */
    password: string;
    /**
     * Organizations to create when the backend starts.
     * @visibility backend
     */
    organizations?: string[];
    /**
     * Whether cloning and browsing need no password. The API and pushing always need it. Default: false.
     * @visibility backend
     */
    anonymousRead?: boolean;
  };
}
