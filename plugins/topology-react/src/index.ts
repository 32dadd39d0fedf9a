/**
 * React component that draws a topology.
 *
 * @packageDocumentation
 */

export {};
