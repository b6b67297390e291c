-- Charges calls one after the other, each to every limit of its own, or to none if any refuses. By Redis's clock, for all
-- gateways alike. Many calls in one script cost a fraction of what each alone does.
--
-- KEYS  one per meter of each call; meters.lua says what they hold. In a cluster all of one script share a {hash tag}
-- ARGV  milliseconds of a lease; then for each call
--         its cost in calls, 0 to read the balances only; its id; how many meters it has; then three per meter:
--           'calls', most calls, minute | hour | day | month | never;
--           'rate', microseconds that one call costs, burst in calls;
--           'concurrency', most calls in flight, ''
-- Returns for each call {position of the limit that refuses for longest or 0, microseconds until a retry can pass or -1 for
--          never, then two per meter: calls remaining, microseconds until the whole is there again or -1 for never}
--         as numbers; or {-1, why it could not be charged}, which is no one else's trouble

local lease = tonumber(ARGV[1])
local now_millis = math.floor(now / 1000)
local GUESS = 1000000 -- a call in flight may end at any moment: ask again in a second

function meters.concurrency(key, most, _, call)
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

-- The call's arguments begin behind one place, its keys behind another.
local function charge(argument, key, count)
  local cost, call = tonumber(ARGV[argument + 1]), ARGV[argument + 2]
  local asked, refused, wait = {}, 0, 0
  for i = 1, count do
    local at = argument + 3 * i
    local meter = meters[ARGV[at + 1]](KEYS[key + i], tonumber(ARGV[at + 2]), ARGV[at + 3], call)
    asked[i] = meter
    local passes = meter.passes and meter.passes() or not meter.passes and cost <= meter.left()
    if not passes and wait ~= NEVER then
      local longer = meter.wait(cost)
      if refused == 0 or longer == NEVER or longer > wait then
        refused, wait = i, longer
      end
    end
  end

  local reply = {refused, wait}
  for i, meter in ipairs(asked) do
    if refused == 0 and cost > 0 then
      meter.use(cost)
      meter.save()
    end
    reply[2 * i + 1] = meter.left()
    reply[2 * i + 2] = meter.reset()
  end
  return reply
end

local replies, argument, key = {}, 1, 0
while argument < #ARGV do
  local count = tonumber(ARGV[argument + 3])
  local done, reply = pcall(charge, argument, key, count)
  replies[#replies + 1] = done and reply or {-1, type(reply) == 'table' and reply.err or tostring(reply)}
  argument, key = argument + 3 + 3 * count, key + count
end
return replies
