-- Gives back what one call took from quotas and rates, and never more than it still holds: a window that began after
-- the call owes it nothing, and a rate has refilled by the time that has passed, since it may have been idle meanwhile.
--
-- KEYS  the meters other than concurrency, sharing a {hash tag}; they hold what charge.lua says
-- ARGV  cost in calls; microseconds, at least, since the call was charged;
--       then one per meter: 'calls', or the microseconds that one call costs for a rate
-- Returns {meters that got something back}

local cost, since = tonumber(ARGV[1]), tonumber(ARGV[2])
local seconds, micros = unpack(redis.call('TIME'))
local now = seconds * 1000000 + micros
local refunded = 0

local function text(number)
  return string.format('%.0f', number)
end

local function refund_calls(key, stored)
  local window, count = string.match(stored, '^(%d+):(%d+)$')
  if window and (now - since) < tonumber(window) * 1000000 then
    return 0
  end
  local left = text(math.max(0, tonumber(count or stored) - cost))
  redis.call('SET', key, window and window .. ':' .. left or left, 'KEEPTTL')
  return 1
end

local function refund_rate(key, stored, price)
  local back = cost * price - since
  local paid_until = tonumber(stored) - back
  if back <= 0 then
    return 0
  end
  if paid_until > now then
    redis.call('SET', key, text(paid_until), 'PX', text(math.max(1, math.ceil((paid_until - now) / 1000))))
  else
    redis.call('DEL', key)
  end
  return 1
end

for i, key in ipairs(KEYS) do
  local kind, stored = ARGV[2 + i], redis.call('GET', key)
  if stored and kind == 'calls' then
    refunded = refunded + refund_calls(key, stored)
  elseif stored then
    refunded = refunded + refund_rate(key, stored, tonumber(kind))
  end
end
return {refunded}
