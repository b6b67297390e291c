-- Gives back what one call took from quotas and rates, and never more than it still holds: a window that began after
-- the call owes it nothing, and a rate has refilled by the time that has passed, since it may have been idle meanwhile.
--
-- KEYS  the meters other than concurrency, sharing a {hash tag}; meters.lua says what they hold
-- ARGV  cost in calls; microseconds, at least, since the call was charged;
--       then three per meter, as in charge.lua
-- Returns {meters that got something back}

local cost, since = tonumber(ARGV[1]), tonumber(ARGV[2])
local refunded = 0
for i, key in ipairs(KEYS) do
  if redis.call('EXISTS', key) == 1 then
    local meter = meters[ARGV[3 * i]](key, tonumber(ARGV[3 * i + 1]), ARGV[3 * i + 2])
    if meter.refund(cost, since) then
      meter.save()
      refunded = refunded + 1
    end
  end
end
return {refunded}
