/**
 * Pattern packs, planning, rendering and writing of composed services.
 *
 * @packageDocumentation
 */
export * from './pack';
export * from './plan';
