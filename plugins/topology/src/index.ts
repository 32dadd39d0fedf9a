/**
 * Backstage plugin that shows services, APIs, stores and the calls between them.
 *
 * @packageDocumentation
 */

export {};
