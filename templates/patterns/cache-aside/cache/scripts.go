package cache

import (
	"strings"

	"github.com/redis/go-redis/v9"
)

// What a key holds begins with one of these letters. Entries and leases go on
// with a time in microseconds, of stampLength digits.
const (
	markKind   = 'm'
	leaseKind  = 'l'
	entryKind  = 'e' // then its shape, and the encoded thing
	absentKind = 'a'
	pauseKind  = 'p' // what look tells of a pause; no key holds it
)

const stampLength = 16

// held is what a key holds.
type held struct {
	kind byte
	// lease is all of the key, where kind is leaseKind.
	lease string
	// granted says that the lease was granted to who asked, mine that it was granted
	// to somebody of this replica.
	granted, mine bool
	// stamp is the time of the lease.
	stamp string
	// body is the encoded thing, where kind is entryKind.
	body string
}

func read(found, replica, token string) held {
	h := held{kind: found[0]}
	switch h.kind {
	case entryKind:
		h.body = found[1+stampLength+shapeLength:]
	case leaseKind:
		h.lease, h.stamp = found, found[1:1+stampLength]
		h.granted = strings.HasSuffix(found, token)
		h.mine = strings.HasPrefix(found[1+stampLength:], replica)
	}
	return h
}

// lookScript implements Store.look. Its arguments are the time since, the shape,
// the token of a lease, and the milliseconds for which a lease is good.
var lookScript = redis.NewScript(`
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local since = tonumber(ARGV[1])
if since > now then return 'p' end
local found = redis.call('GET', KEYS[1])
if found then
  local kind = string.sub(found, 1, 1)
  if kind == 'm' then return found end
  local counts = tonumber(string.sub(found, 2, 17)) >= since
  if counts and (kind ~= 'e' or string.sub(found, 18, 17 + #ARGV[2]) == ARGV[2]) then return found end
end
local lease = 'l' .. string.format('%016.0f', now) .. ARGV[3]
redis.call('SET', KEYS[1], lease, 'PX', ARGV[4])
return lease
`)

// replaceScript puts the second argument in place of the first, for the
// milliseconds of the third, or nothing if it is empty.
var replaceScript = redis.NewScript(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
if ARGV[2] == '' then redis.call('DEL', KEYS[1]) else redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) end
return 1
`)

// pauseScript moves the time before which entries count for nothing to so many
// microseconds from now, never back, and keeps it for so many milliseconds. It
// returns the time now and that one. Zero microseconds only ask.
var pauseScript = redis.NewScript(`
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local pause = tonumber(redis.call('GET', KEYS[1]) or '0')
if tonumber(ARGV[1]) > 0 then
  pause = math.max(pause, now + ARGV[1])
  redis.call('SET', KEYS[1], string.format('%.0f', pause), 'PX', ARGV[2])
end
return {now, pause}
`)
