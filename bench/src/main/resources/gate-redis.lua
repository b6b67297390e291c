-- What an API gateway on nginx asks Redis for each request: KEYS[1] is the hash of a key. 1 where its scope is the one
-- that is needed and its token bucket (1,000,000 a second) has a token, which is taken; 0 where not.
local key = redis.call('HMGET', KEYS[1], 'scope', 'tokens', 'at')
if key[1] ~= 'things:read' then
  return 0
end
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local tokens = tonumber(key[2] or '1000000')
local at = tonumber(key[3] or now)
tokens = math.min(1000000, tokens + (now - at))
if tokens < 1 then
  return 0
end
redis.call('HSET', KEYS[1], 'tokens', string.format('%.0f', tokens - 1), 'at', string.format('%.0f', now))
return 1
