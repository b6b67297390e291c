-- Adds to the scores of some rankings. Once one has twice as many members as it is to keep, its lower half goes: whoever
-- is busy stays, and whoever comes later has time to catch up. What cannot be ranked is no one else's trouble.
--
-- KEYS  the rankings, sorted sets
-- ARGV  for each: how long it is kept from now, in milliseconds; how many members to keep; how many scores follow, each a
--       member and an amount
-- Returns which could not be, and why; {} where all could

local at, failures = 1, {}

local function rank(key, kept, most, scores)
  for i = at + 3, at + 1 + 2 * scores, 2 do
    redis.call('ZINCRBY', key, ARGV[i + 1], ARGV[i])
  end
  if redis.call('ZCARD', key) > 2 * most then
    redis.call('ZREMRANGEBYRANK', key, 0, -most - 1)
  end
  redis.call('PEXPIRE', key, kept)
end

for _, key in ipairs(KEYS) do
  local scores = tonumber(ARGV[at + 2])
  local done, why = pcall(rank, key, ARGV[at], tonumber(ARGV[at + 1]), scores)
  if not done then
    failures[#failures + 1] = key .. ': ' .. reason(why)
  end
  at = at + 3 + 2 * scores
end

return failures
