-- Charges calls one after the other, each to every limit of its own, or to none if any refuses. By Redis's clock, for all
-- gateways alike. Many calls in one script cost a fraction of what each alone does, and a balance that several are charged
-- to is read once and written once.
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

-- Balances by key, and what is known of each: how it was read, and whose replies count on its being written.
local opened = {}

local function close(balance)
  local saved, why = true, nil
  if #balance.charged > 0 then
    saved, why = pcall(balance.meter.save)
  end
  for _, reply in ipairs(saved and {} or balance.charged) do
    for i = #reply, 1, -1 do
      reply[i] = nil
    end
    reply[1], reply[2] = -1, reason(why)
  end
end

-- A call in flight is of one call alone. A limit that has changed meanwhile is of other words.
local function open(key, kind, most, detail, call)
  if kind == 'concurrency' then
    return {meter = meters.concurrency(key, tonumber(most), detail, call)}
  end
  local known = opened[key]
  if known and known.kind == kind and known.most == most and known.detail == detail then
    return known
  end
  if known then
    close(known)
    opened[key] = nil
  end
  local meter = meters[kind](key, tonumber(most), detail)
  opened[key] = {meter = meter, kind = kind, most = most, detail = detail, charged = {}}
  return opened[key]
end

-- The call's arguments begin behind one place, its keys behind another.
local function charge(argument, key, count)
  local cost, call = tonumber(ARGV[argument + 1]), ARGV[argument + 2]
  local asked, refused, wait = {}, 0, 0
  for i = 1, count do
    local at = argument + 3 * i
    local balance = open(KEYS[key + i], ARGV[at + 1], ARGV[at + 2], ARGV[at + 3], call)
    local meter = balance.meter
    asked[i] = balance
    local passes = meter.passes and meter.passes() or not meter.passes and cost <= meter.left()
    if not passes and wait ~= NEVER then
      local longer = meter.wait(cost)
      if refused == 0 or longer == NEVER or longer > wait then
        refused, wait = i, longer
      end
    end
  end

  local reply = {refused, wait}
  for i = 1, count do
    local meter, charged = asked[i].meter, asked[i].charged
    if refused == 0 and cost > 0 then
      meter.use(cost)
      if charged then
        charged[#charged + 1] = reply
      else
        meter.save()
      end
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
  replies[#replies + 1] = done and reply or {-1, reason(reply)}
  argument, key = argument + 3 + 3 * count, key + count
end
for _, balance in pairs(opened) do
  close(balance)
end
return replies
