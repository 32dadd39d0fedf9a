export { contributionsOf } from './contributionsOf';
export type { Merged } from './contributionsOf';
export { ContributionConflict, mergeFragments } from './merge';
export type { Fragment } from './merge';
export * from './schema';
