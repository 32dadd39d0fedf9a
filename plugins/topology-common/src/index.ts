/**
 * Topology model, layout and drawing as SVG, Mermaid and ASCII; pure and without dependencies.
 *
 * @packageDocumentation
 */

export {};
