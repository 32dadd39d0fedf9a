/**
 * Extension point of the topology backend: sources of observed calls.
 *
 * @packageDocumentation
 */
export * from './observedCalls';
