-- Charges one call to every limit, or to none if any refuses. By Redis's clock, for all gateways alike.
--
-- KEYS  one per meter, sharing a {hash tag} so that a cluster keeps them together; meters.lua says what they hold
-- ARGV  cost in calls, 0 to read the balances only; id of the call; milliseconds of a lease;
--       then three per meter: 'calls', most calls, minute | hour | day | month | never;
--                             'rate', microseconds that one call costs, burst in calls;
--                             'concurrency', most calls in flight, ''
-- Returns {position of the limit that refuses for longest or 0, microseconds until a retry can pass or -1 for never,
--          then two per meter: calls remaining, microseconds until the whole is there again or -1 for never}
--         all but the first as text

local cost, call, lease = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3])
local now_millis = math.floor(now / 1000)
local GUESS = 1000000 -- a call in flight may end at any moment: ask again in a second

function meters.concurrency(key, most)
  local ends = redis.call('ZSCORE', key, call)
  local held = ends and tonumber(ends) > now_millis
  local others = redis.call('ZCOUNT', key, '(' .. text(now_millis), '+inf') - (held and 1 or 0)
  local meter = {}
  function meter.passes()
    return others < most
  end
  function meter.left()
    return math.max(0, most - others - (held and 1 or 0))
  end
  function meter.reset()
    return NEVER
  end
  function meter.wait()
    return GUESS
  end
  function meter.use()
    held = true
  end
  function meter.save()
    redis.call('ZREMRANGEBYSCORE', key, '-inf', text(now_millis))
    redis.call('ZADD', key, text(now_millis + lease), call)
    redis.call('PEXPIRE', key, text(lease))
  end
  return meter
end

local asked, refused, wait = {}, 0, 0
for i, key in ipairs(KEYS) do
  local meter = meters[ARGV[3 * i + 1]](key, tonumber(ARGV[3 * i + 2]), ARGV[3 * i + 3])
  asked[i] = meter
  local passes = meter.passes and meter.passes() or not meter.passes and cost <= meter.left()
  if not passes and wait ~= NEVER then
    local longer = meter.wait(cost)
    if refused == 0 or longer == NEVER or longer > wait then
      refused, wait = i, longer
    end
  end
end

local reply = {refused, text(wait)}
for i, meter in ipairs(asked) do
  if refused == 0 and cost > 0 then
    meter.use(cost)
    meter.save()
  end
  reply[2 * i + 1] = text(meter.left())
  reply[2 * i + 2] = text(meter.reset())
end
return reply
