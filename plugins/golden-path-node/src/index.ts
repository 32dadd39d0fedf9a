/**
 * Pattern packs, planning, rendering and writing of composed services.
 *
 * @packageDocumentation
 */
export * from './adopt';
export * from './compose';
export * from './lock';
export * from './pack';
export * from './plan';
export * from './profile';
export * from './render';
export * from './service';
export * from './write';
