-- Adds to the counts of some hashes. A count that is new has no room where its hash is full: then it is left out. What
-- cannot be counted is no one else's trouble.
--
-- KEYS  the hashes
-- ARGV  for each: how long it is kept from now, in milliseconds; most fields that it may have; how many counts follow,
--       each a field and an amount
-- Returns which could not be, and why; {} where all could

local at, failures = 1, {}

local function count(key, kept, most, counts)
  local room = tonumber(most) - redis.call('HLEN', key)
  for i = at + 3, at + 1 + 2 * counts, 2 do
    if room > 0 then
      if redis.call('HINCRBY', key, ARGV[i], ARGV[i + 1]) == tonumber(ARGV[i + 1]) then
        room = room - 1
      end
    elseif redis.call('HEXISTS', key, ARGV[i]) == 1 then
      redis.call('HINCRBY', key, ARGV[i], ARGV[i + 1])
    end
  end
  redis.call('PEXPIRE', key, kept)
end

for _, key in ipairs(KEYS) do
  local counts = tonumber(ARGV[at + 2])
  local done, why = pcall(count, key, ARGV[at], ARGV[at + 1], counts)
  if not done then
    failures[#failures + 1] = key .. ': ' .. reason(why)
  end
  at = at + 3 + 2 * counts
end

return failures
