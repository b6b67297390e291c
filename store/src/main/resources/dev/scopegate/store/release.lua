-- Ends the leases of one call.
--
-- KEYS  the concurrency meters that it was charged to, sharing a {hash tag}
-- ARGV  id of the call
-- Returns {leases that ended}

local ended = 0
for _, key in ipairs(KEYS) do
  ended = ended + redis.call('ZREM', key, ARGV[1])
end
return {ended}
