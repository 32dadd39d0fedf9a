export * from './profile';
export { hostProblem } from './profileProblems';
export * from './withProfile';
