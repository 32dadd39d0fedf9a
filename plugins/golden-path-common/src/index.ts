/**
 * Types, schemas and pure functions of Golden Path; runs in the browser too.
 *
 * @packageDocumentation
 */

export {};
