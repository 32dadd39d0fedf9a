export { Composer, describeProblems } from './Composer';
export * from './goldenPathService';
export * from './packs';
