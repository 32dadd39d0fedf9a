export { Composer, describeProblems } from './Composer';
export { ComposerPool } from './ComposerPool';
export type { PoolLimits } from './ComposerPool';
export type { Evaluation, Packs } from './evaluation';
export * from './goldenPathService';
export * from './packs';
