export { TargetError, writeTree } from './writeTree';
export type { WriteOptions, WriteOutcome } from './writeTree';
