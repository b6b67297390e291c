-- Adds to the counts of one hash. A count that is new has no room where the hash is full: then it is left out.
--
-- KEYS  the hash
-- ARGV  how long it is kept from now, in milliseconds; most fields that it may have; then field and amount by turns
-- Returns {}

local room = tonumber(ARGV[2]) - redis.call('HLEN', KEYS[1])

for i = 3, #ARGV, 2 do
  if room > 0 then
    if redis.call('HINCRBY', KEYS[1], ARGV[i], ARGV[i + 1]) == tonumber(ARGV[i + 1]) then
      room = room - 1
    end
  elseif redis.call('HEXISTS', KEYS[1], ARGV[i]) == 1 then
    redis.call('HINCRBY', KEYS[1], ARGV[i], ARGV[i + 1])
  end
end
redis.call('PEXPIRE', KEYS[1], ARGV[1])

return {}
