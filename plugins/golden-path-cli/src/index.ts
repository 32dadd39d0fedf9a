/**
 * The golden-path command.
 *
 * @packageDocumentation
 */

export {};
