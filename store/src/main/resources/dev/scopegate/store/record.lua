-- Appends decisions to their log, many in one entry: each entry of its own costs ten times what a row in one does. An entry
-- stands at a millisecond that no other has, its rows at the places from there on.
--
-- KEYS  the log
-- ARGV  most decisions; how many these are; their rows, as JSON
-- Returns {}

local most, count = tonumber(ARGV[1]), tonumber(ARGV[2])
local first, last, place = nil, nil, '0-0'

local function value_of(fields, name)
  for i = 1, #fields, 2 do
    if fields[i] == name then
      return fields[i + 1]
    end
  end
end

local function through(entry)
  return entry and tonumber(value_of(entry[2], 'through')) or 0
end

if redis.call('EXISTS', KEYS[1]) == 1 then
  local log = redis.call('XINFO', 'STREAM', KEYS[1])
  first, last, place = value_of(log, 'first-entry'), value_of(log, 'last-entry'), value_of(log, 'last-generated-id')
end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local millis = math.max(now, tonumber(place:match('^%d+')) + 1)
local total = math.max(through(first), through(last)) + count

redis.call('XADD', KEYS[1], string.format('%.0f-0', millis), 'rows', ARGV[3], 'through', string.format('%.0f', total))

-- An entry goes once all its decisions are too many; more than a few at once only where the bound has been lowered.
for _ = 1, 100 do
  if not first or total - through(first) < most then
    break
  end
  redis.call('XDEL', KEYS[1], first[1])
  first = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)[1]
end

return {}
