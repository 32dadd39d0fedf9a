/**
 * Types, schemas and pure functions of Golden Path. Runs in the browser too.
 *
 * @packageDocumentation
 */
export * from './answers';
export * from './composition';
export * from './facts';
export * from './pattern';
