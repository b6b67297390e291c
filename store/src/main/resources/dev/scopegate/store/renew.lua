-- Prolongs the leases of one call; one that was released meanwhile does not come back.
--
-- KEYS  the concurrency meters that it was charged to, sharing a {hash tag}
-- ARGV  id of the call; milliseconds of a lease
-- Returns {leases that go on}

local seconds, micros = unpack(redis.call('TIME'))
local ends = string.format('%.0f', seconds * 1000 + math.floor(micros / 1000) + tonumber(ARGV[2]))
local renewed = 0

for _, key in ipairs(KEYS) do
  if redis.call('ZSCORE', key, ARGV[1]) then
    redis.call('ZADD', key, 'XX', ends, ARGV[1])
    redis.call('PEXPIRE', key, ARGV[2])
    renewed = renewed + 1
  end
end
return {renewed}
