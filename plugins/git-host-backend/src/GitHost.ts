import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import { GitHostSettings } from './config';
import { RepositoryStore } from './store/RepositoryStore';

/** What the routes stand on. */
export interface GitHost {
  settings: GitHostSettings;
  store: RepositoryStore;
  /** The address that users and Backstage know, without a slash at the end. */
  baseUrl: string;
  logger: LoggerService;
  /** Keeps who changed what. */
  auditor: AuditorService;
}
