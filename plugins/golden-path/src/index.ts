/**
 * Backstage plugin with the wizard fields of golden paths.
 *
 * @packageDocumentation
 */

export {};
