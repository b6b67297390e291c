-- Charges one call to every limit, or to none if any refuses. By Redis's clock, for all gateways alike.
--
-- KEYS  one per meter, sharing a {hash tag} so that a cluster keeps them together; each holds, by kind of limit
--         calls        calls used: 'used', or 'start of the window:used' where the calendar refills it
--         rate         the microsecond at which its caller will have paid for past calls (GCRA)
--         concurrency  a sorted set of the calls in flight by the millisecond at which their leases end
-- ARGV  cost in calls, 0 to read the balances only; id of the call; milliseconds of a lease;
--       then three per meter: 'calls', most calls, minute | hour | day | month | never;
--                             'rate', microseconds that one call costs, burst in calls;
--                             'concurrency', most calls in flight, ''
-- Returns {position of the limit that refuses for longest or 0, microseconds until a retry can pass or -1 for never,
--          then two per meter: calls remaining, microseconds until the whole is there again or -1 for never}
--         all but the first as text: a reply's integers have 64 bits, but a script's numbers print with 14 digits

local cost, call, lease = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3])
local seconds, micros = unpack(redis.call('TIME'))
seconds, micros = tonumber(seconds), tonumber(micros)
local now = seconds * 1000000 + micros
local now_millis = math.floor(now / 1000)
local NEVER = -1
local GUESS = 1000000 -- a call in flight may end at any moment: ask again in a second

local function text(number)
  return string.format('%.0f', number)
end

-- Days from 1970-01-01 to the first of a month and back (H. Hinnant, chrono-compatible low-level date algorithms).
local function month_of(days)
  local z = days + 719468
  local era = math.floor(z / 146097)
  local doe = z - era * 146097
  local yoe = math.floor((doe - math.floor(doe / 1460) + math.floor(doe / 36524) - math.floor(doe / 146096)) / 365)
  local doy = doe - (365 * yoe + math.floor(yoe / 4) - math.floor(yoe / 100))
  local mp = math.floor((5 * doy + 2) / 153)
  local month = mp < 10 and mp + 3 or mp - 9
  return yoe + era * 400 + (month <= 2 and 1 or 0), month
end

local function first_day(year, month)
  if month > 12 then
    year, month = year + 1, month - 12
  end
  local y = month <= 2 and year - 1 or year
  local era = math.floor(y / 400)
  local yoe = y - era * 400
  local doy = math.floor((153 * (month > 2 and month - 3 or month + 9) + 2) / 5)
  return era * 146097 + yoe * 365 + math.floor(yoe / 4) - math.floor(yoe / 100) + doy - 719468
end

local LENGTHS = {minute = 60, hour = 3600, day = 86400}

-- Start and end of the calendar window that holds now, in seconds.
local function window_of(period)
  local length = LENGTHS[period]
  if length then
    local start = seconds - seconds % length
    return start, start + length
  end
  local year, month = month_of(math.floor(seconds / 86400))
  return first_day(year, month) * 86400, first_day(year, month + 1) * 86400
end

local look = {}

function look.calls(key, most, period)
  local stored = redis.call('GET', key)
  local used, start, ends, wait = 0, nil, nil, NEVER
  if period == 'never' then
    used = tonumber(stored or 0)
  else
    start, ends = window_of(period)
    local window, count = string.match(stored or '', '^(%d+):(%d+)$')
    used = window == text(start) and tonumber(count) or 0
    wait = cost <= most and ends * 1000000 - now or NEVER
  end
  return {
    passes = used + cost <= most,
    wait = wait,
    remaining = math.max(0, most - used),
    after = math.max(0, most - used - cost),
    reset = ends and ends * 1000000 - now or NEVER,
    reset_after = ends and ends * 1000000 - now or NEVER,
    take = function()
      if ends then
        redis.call('SET', key, text(start) .. ':' .. text(used + cost), 'PXAT', text(ends * 1000))
      else
        redis.call('SET', key, text(used + cost))
      end
    end
  }
end

function look.rate(key, price, burst)
  burst = tonumber(burst)
  local debt = math.max(0, tonumber(redis.call('GET', key) or 0) - now)
  local owed, most = debt + cost * price, burst * price
  return {
    passes = owed <= most,
    wait = cost <= burst and owed - most or NEVER,
    remaining = math.max(0, math.floor((most - debt) / price)),
    after = math.max(0, math.floor((most - owed) / price)),
    reset = debt,
    reset_after = owed,
    take = function()
      redis.call('SET', key, text(now + owed), 'PX', text(math.max(1, math.ceil(owed / 1000))))
    end
  }
end

function look.concurrency(key, most)
  local ends = redis.call('ZSCORE', key, call)
  local held = ends and tonumber(ends) > now_millis
  local others = redis.call('ZCOUNT', key, '(' .. text(now_millis), '+inf') - (held and 1 or 0)
  return {
    passes = others < most,
    wait = GUESS,
    remaining = math.max(0, most - others - (held and 1 or 0)),
    after = math.max(0, most - others - 1),
    reset = NEVER,
    reset_after = NEVER,
    take = function()
      redis.call('ZREMRANGEBYSCORE', key, '-inf', text(now_millis))
      redis.call('ZADD', key, text(now_millis + lease), call)
      redis.call('PEXPIRE', key, text(lease))
    end
  }
end

local meters, refused, wait = {}, 0, 0
for i, key in ipairs(KEYS) do
  local meter = look[ARGV[3 * i + 1]](key, tonumber(ARGV[3 * i + 2]), ARGV[3 * i + 3])
  meters[i] = meter
  if not meter.passes and wait ~= NEVER and (refused == 0 or meter.wait == NEVER or meter.wait > wait) then
    refused, wait = i, meter.wait
  end
end

local taken = refused == 0 and cost > 0
local reply = {refused, text(wait)}
for i, meter in ipairs(meters) do
  if taken then
    meter.take()
  end
  reply[2 * i + 1] = text(taken and meter.after or meter.remaining)
  reply[2 * i + 2] = text(taken and meter.reset_after or meter.reset)
end
return reply
