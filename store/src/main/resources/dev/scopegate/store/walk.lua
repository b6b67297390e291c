-- Reads some records in the order of an index, the newest first, from where an earlier reading ended. What has expired
-- leaves the index on the way.
--
-- KEYS  the index, a sorted set of ids
-- ARGV  prefix of the records' keys; how many to read at most; score and id of the last that was read, or '' and ''
-- Returns {how many ids were read, then for each record its id, score and JSON}

local prefix, count, score, id = ARGV[1], tonumber(ARGV[2]), ARGV[3], ARGV[4]

local start = 0
if id ~= '' then
  local rank = redis.call('ZREVRANK', KEYS[1], id)
  -- It may be gone by now: whatever is as old is read again then, and nothing is passed over.
  start = rank and rank + 1 or redis.call('ZCOUNT', KEYS[1], '(' .. score, '+inf')
end

local entries = redis.call('ZREVRANGE', KEYS[1], start, start + count - 1, 'WITHSCORES')
local found, gone = {#entries / 2}, {}
for i = 1, #entries, 2 do
  local json = redis.call('GET', prefix .. entries[i])
  if json then
    found[#found + 1] = entries[i]
    found[#found + 1] = entries[i + 1]
    found[#found + 1] = json
  else
    gone[#gone + 1] = entries[i]
  end
end
for _, each in ipairs(gone) do
  redis.call('ZREM', KEYS[1], each)
end
return found
