-- What the keys of limits hold, and how it is read and written. It is put before the scripts that do either.
--
-- A key holds, by kind of limit,
--   calls        calls used: 'used', or 'start of the window:used' where the calendar refills it
--   rate         the microsecond at which its caller will have paid for past calls (GCRA)
--   concurrency  a sorted set of the calls in flight by the millisecond at which their leases end
-- and behind it, for calls and rate, what gateways hold ahead, ' id=calls:microsecond' for each.
--
-- Calls that are held count in whole and do not refill until their gateway says what became of them; if it does not, they
-- count as used at that microsecond. Either is no earlier than they were used, so that no more passes than without leases.

local NEVER = -1
local seconds, micros = unpack(redis.call('TIME'))
seconds, micros = tonumber(seconds), tonumber(micros)
local now = seconds * 1000000 + micros

-- A script's numbers print with 14 digits otherwise.
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

-- What a key holds before its leases, and the leases.
local function parted(stored)
  local leases = {}
  if not stored or not string.find(stored, ' ', 1, true) then
    return stored or '', leases
  end
  local head, tail = string.match(stored, '^(%S*)(.*)$')
  for id, calls, ends in string.gmatch(tail, ' ([^ =]+)=(%d+):(%d+)') do
    leases[#leases + 1] = {id = id, calls = tonumber(calls), ends = tonumber(ends)}
  end
  return head, leases
end

local function sort_by_end(leases)
  table.sort(leases, function(one, other) return one.ends < other.ends end)
end

-- Keeps the leases that run, in the order in which they end; each that has ended is used by then.
local function running(leases, use)
  if #leases == 0 then
    return leases
  end
  sort_by_end(leases)
  local kept = {}
  for _, lease in ipairs(leases) do
    if lease.ends <= now then
      use(lease.calls, lease.ends)
    else
      kept[#kept + 1] = lease
    end
  end
  return kept
end

local function held_by(leases)
  local held = 0
  for _, lease in ipairs(leases) do
    held = held + lease.calls
  end
  return held
end

local function with_leases(head, leases)
  if #leases == 0 then
    return head
  end
  local parts = {head}
  for _, lease in ipairs(leases) do
    parts[#parts + 1] = lease.id .. '=' .. text(lease.calls) .. ':' .. text(lease.ends)
  end
  return table.concat(parts, ' ')
end

-- One function for each kind that is counted. A meter says what is left and how long until the whole is there again, uses
-- calls, gives them back and holds other leases in memory, and is written by save. It is made in one piece: a table that grows costs more.
local meters = {}

function meters.calls(key, most, period)
  local head, leases = parted(redis.call('GET', key))
  local used, start, ends = 0, nil, nil
  if period == 'never' then
    used = tonumber(head) or 0
  else
    start, ends = window_of(period)
    local window, count = string.match(head, '^(%d+):(%d+)$')
    local current = tonumber(window) == start
    used = current and tonumber(count) or 0
    leases = current and leases or {}
  end
  local function use(calls)
    used = used + calls
  end
  leases = running(leases, use)
  local till_end = ends and ends * 1000000 - now or NEVER
  return {
    leases = leases,
    ends = till_end,
    use = use,
    hold = function(others)
      leases = others
    end,
    left = function()
      return math.max(0, most - used - held_by(leases))
    end,
    reset = function()
      return till_end
    end,
    wait = function(cost)
      return cost <= most and till_end or NEVER
    end,
    refund = function(calls, since)
      local before_window = start and now - since < start * 1000000
      used = before_window and used or math.max(0, used - calls)
      return not before_window
    end,
    save = function()
      if used == 0 and #leases == 0 then
        redis.call('DEL', key)
      elseif ends then
        redis.call('SET', key, with_leases(text(start) .. ':' .. text(used), leases), 'PXAT', text(ends * 1000))
      else
        redis.call('SET', key, with_leases(text(used), leases))
      end
    end
  }
end

function meters.rate(key, price, burst)
  burst = tonumber(burst)
  local head, leases = parted(redis.call('GET', key))
  local paid_until = tonumber(head) or 0
  local function use(calls, at)
    paid_until = math.max(paid_until, at or now) + calls * price
  end
  leases = running(leases, use)
  local function debt()
    return math.max(0, paid_until - now)
  end
  local function reset()
    return debt() + held_by(leases) * price
  end
  return {
    leases = leases,
    ends = NEVER,
    use = use,
    hold = function(others)
      leases = others
    end,
    left = function()
      return math.max(0, math.floor((burst * price - debt()) / price) - held_by(leases))
    end,
    reset = reset,
    wait = function(cost)
      return cost <= burst and reset() + cost * price - burst * price or NEVER
    end,
    refund = function(calls, since)
      local back = calls * price - since
      paid_until = back > 0 and paid_until - back or paid_until
      return back > 0
    end,
    -- Kept until it would be as if it had never been: leases that end leave a debt behind.
    save = function()
      local till = paid_until
      for _, lease in ipairs(leases) do
        till = math.max(till, lease.ends) + lease.calls * price
      end
      if till > now then
        redis.call('SET', key, with_leases(text(paid_until), leases), 'PX', text(math.ceil((till - now) / 1000)))
      else
        redis.call('DEL', key)
      end
    end
  }
end
