-- Notes how far a gateway has followed the change log.
--
-- KEYS  the set of gateways by when they were last seen; what this one has reached
-- ARGV  its name; the change that it has reached; milliseconds until it counts as dead
-- Returns {1}

local seconds, micros = unpack(redis.call('TIME'))
local now = seconds * 1000 + math.floor(micros / 1000)

redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])
redis.call('ZADD', KEYS[1], string.format('%.0f', now), ARGV[1])
return {1}
