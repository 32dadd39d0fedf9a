/**
 * Catalog provider of the templates that installed golden paths bring.
 *
 * @packageDocumentation
 */

export {};
