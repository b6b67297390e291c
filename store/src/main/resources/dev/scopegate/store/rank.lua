-- Adds to the scores of one ranking. Once it has twice as many members as it is to keep, the lower half goes: whoever
-- is busy stays, and whoever comes later has time to catch up.
--
-- KEYS  the ranking, a sorted set
-- ARGV  how long it is kept from now, in milliseconds; how many members to keep; then member and amount by turns
-- Returns {}

local kept = tonumber(ARGV[2])

for i = 3, #ARGV, 2 do
  redis.call('ZINCRBY', KEYS[1], ARGV[i + 1], ARGV[i])
end
if redis.call('ZCARD', KEYS[1]) > 2 * kept then
  redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -kept - 1)
end
redis.call('PEXPIRE', KEYS[1], ARGV[1])

return {}
