-- Counts the tokens of some access lists that have not ended. What has ended leaves the index on the way.
--
-- KEYS  the indexes: sorted sets of token ids by when they expire
-- ARGV  now, in milliseconds
-- Returns the numbers, in the order of the keys

local found = {}

for i, key in ipairs(KEYS) do
  redis.call('ZREMRANGEBYSCORE', key, '-inf', ARGV[1])
  found[i] = redis.call('ZCARD', key)
end

return found
