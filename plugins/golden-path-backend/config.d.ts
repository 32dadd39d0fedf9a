export interface Config {
  goldenPath?: {
    /**
     * Folders of pattern packs that are used beside the product's own.
     */
    packs?: string[];
    /**
     * Whom to ask for a permission that is missing, as it ends "ask … for it":
     * the portal's administrators, unless given.
     */
    contact?: string;
    /**
     * How much of the machine compositions may take.
     */
    composing?: {
      /**
       * Threads that compose; as many as there are processors, four at most,
       * unless given.
       */
      threads?: number;
      /**
       * Compositions that may wait for a thread, 100 unless given; one more is
       * answered with 503.
       */
      queue?: number;
    };
    /**
     * What the organisation settles for every service; `golden-path schema
     * profile` prints the schema of a file with the same keys.
     */
    profile?: {
      /** What every Go module begins with, such as github.com/acme. */
      modulePrefix?: string;
      /** Groups and users that may own a service; all, unless given. */
      owners?: string[];
      /** Hosts that repositories may be on; all, unless given. */
      hosts?: string[];
      /** Rules for names, beyond what Go, SQL and DNS ask for. */
      naming?: {
        [kind in 'service' | 'system' | 'resource' | 'field']?: {
          /** What the whole name has to match. */
          pattern: string;
          /** What to do, as a sentence. */
          advice: string;
        };
      };
      /** Group id to the patterns that are its default. */
      patterns?: { [group: string]: string | string[] };
      /** Where Go modules come from. */
      go?: {
        /** GOPROXY. */
        proxy?: string;
        /** GOPRIVATE. */
        private?: string;
      };
      images?: {
        /** Where images are pushed to. */
        registry?: string;
        /** Image that Go is built in. */
        build?: string;
        /** Image that services run on. */
        runtime?: string;
      };
      /** Lines of the comment that every Go file begins with. */
      licence?: string[];
      /** Lines of CODEOWNERS: path to who reviews it. */
      codeowners?: { [path: string]: string[] };
      /** How the main branch is protected once a service is registered. */
      protection?: {
        /** Approvals of others, 1 unless given. */
        approvals?: number;
        /** Approval of those whom CODEOWNERS names too. */
        codeOwners?: boolean;
        /** Checks of CI that have to pass, by the names the host gives them. */
        checks?: string[];
      };
      ci?: {
        /** Label, or labels, of the runners. */
        runner?: string | string[];
      };
      /** Links of every component, such as to its dashboard. */
      links?: Array<{
        title: string;
        /** Address; {service} and {system} stand for their names. */
        url: string;
        /** Icon of the portal. */
        icon?: string;
      }>;
      /** Labels of catalog entities and Kubernetes objects. */
      labels?: { [key: string]: string };
    };
  };
}
