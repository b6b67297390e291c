-- Takes a nonce, if it is larger than the last one that was taken.
--
-- KEYS  where the last nonce of one signer stands
-- ARGV  the nonce: digits before the point, padded to one length with zeros, a point, digits after it
-- Returns {1} where it was taken, {0} where it was not; nothing is written then

local last = redis.call('GET', KEYS[1])
if last and ARGV[1] <= last then
  return {0}
end
redis.call('SET', KEYS[1], ARGV[1])
return {1}
