-- Reads some records in the order of an index, the newest first. What has expired leaves the index on the way.
--
-- KEYS  the index, a sorted set of ids
-- ARGV  prefix of the records' keys; how many to skip; how many to read at most
-- Returns the records as JSON

local prefix, offset, count = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local found, gone

if offset < 0 or count < 1 then
  return {}
end

repeat
  found, gone = {}, {}
  for _, id in ipairs(redis.call('ZREVRANGE', KEYS[1], offset, offset + count - 1)) do
    local json = redis.call('GET', prefix .. id)
    if json then
      found[#found + 1] = json
    else
      gone[#gone + 1] = id
    end
  end
  for _, id in ipairs(gone) do
    redis.call('ZREM', KEYS[1], id)
  end
until #gone == 0

return found
