export { resolveResources, type ResolvedResources } from './resolveResources';
