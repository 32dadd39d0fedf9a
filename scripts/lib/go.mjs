/**
 * The flags with which the tests build Go, as in test/support/goService.ts:
 * with any others Go compiles every dependency again.
 */
export const GO_FLAGS = { GOWORK: 'off', GOFLAGS: '-trimpath -mod=readonly' };
