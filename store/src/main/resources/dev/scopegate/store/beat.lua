-- Writes a heartbeat into the change log, unless its last entry is young enough to prove the same.
--
-- KEYS  the change log
-- ARGV  milliseconds for which an entry is young; most entries
-- Returns {1} where it wrote, {0} where it did not

local seconds, micros = unpack(redis.call('TIME'))
local now = seconds * 1000 + math.floor(micros / 1000)
local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]

if last and now - tonumber(string.match(last[1], '^%d+')) < tonumber(ARGV[1]) then
  return {0}
end

redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[2], '*', 'beat', '1')
return {1}
