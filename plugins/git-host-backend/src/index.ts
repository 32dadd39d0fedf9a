/**
 * Embedded Git host for laptops, demonstrations and tests that speaks the part of the Gitea API which Backstage uses.
 *
 * @packageDocumentation
 */

export { gitHostPlugin as default } from './plugin';
