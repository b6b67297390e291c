-- Takes a nonce, if it is larger than the last one that was taken.
--
-- KEYS  where the last nonce of one signer stands
-- ARGV  the nonce: digits before the point, padded to one length with zeros, a point, digits after it;
--       'first' where it may be the first of its signer
-- Returns {1} where it was taken; {0} where it was not and {-1} where it would be the first: nothing is written then

local last = redis.call('GET', KEYS[1])
if not last and ARGV[2] ~= 'first' then
  return {-1}
end
if last and ARGV[1] <= last then
  return {0}
end
redis.call('SET', KEYS[1], ARGV[1])
return {1}
