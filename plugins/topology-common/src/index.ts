/**
 * The topology of services: model, layout and renderers. Pure; runs in the browser, in a worker and in Node.
 *
 * @packageDocumentation
 */

export * from './model/types';
export * from './layout/options';
export * from './layout/scene';
