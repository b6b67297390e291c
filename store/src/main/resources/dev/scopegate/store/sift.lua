-- Reads some records of a stream in turn and gives those that may fit: sending one takes longer than looking at it. An entry
-- is one record, or holds the rows of many, which stand at the places from its own on.
--
-- KEYS  the stream
-- ARGV  XREVRANGE or XRANGE; from and to which place, as that takes them; how many to read at most; how many to give at
--       most; then terms that hold together, three each: how, a field, a text
--         =: the field is the text | !: it is another | ^: it begins so | $: it ends so | <: the text ends with the field
--         *: any field holds the text
-- Returns {how many were read, place of the last, then for each that may fit its place and its fields and values}

local command, from, to = ARGV[1], ARGV[2], ARGV[3]
local count, wanted = tonumber(ARGV[4]), tonumber(ARGV[5])
local backwards = command == 'XREVRANGE'
local columns = {'id', 'at', 'route', 'target', 'operation', 'outcome', 'token', 'account'}

local holds = {
  ['='] = function(value, text) return value == text end,
  ['!'] = function(value, text) return value ~= text end,
  ['^'] = function(value, text) return value:sub(1, #text) == text end,
  ['$'] = function(value, text) return #value >= #text and value:sub(-#text) == text end,
  ['<'] = function(value, text) return value ~= '' and text:sub(-#value) == value end
}

local function value_of(fields, name)
  for i = 1, #fields, 2 do
    if fields[i] == name then
      return fields[i + 1]
    end
  end
  return ''
end

local function any_holds(fields, text)
  for i = 2, #fields, 2 do
    if fields[i]:find(text, 1, true) then
      return true
    end
  end
  return false
end

local function may_fit(fields)
  for i = 6, #ARGV, 3 do
    local how, name, text = ARGV[i], ARGV[i + 1], ARGV[i + 2]
    if how == '*' then
      if not any_holds(fields, text) then
        return false
      end
    elseif not holds[how](value_of(fields, name), text) then
      return false
    end
  end
  return true
end

local function fields_of(row)
  local fields = {}
  for i, name in ipairs(columns) do
    if type(row[i]) == 'string' then
      fields[#fields + 1] = name
      fields[#fields + 1] = row[i]
    end
  end
  return fields
end

local function records_of(entry)
  if entry[2][1] ~= 'rows' then
    return {entry}
  end
  local rows, records = cjson.decode(entry[2][2]), {}
  local millis, sequence = entry[1]:match('^(%d+)-(%d+)$')
  for i, row in ipairs(rows) do
    records[backwards and #rows + 1 - i or i] = {string.format('%s-%.0f', millis, sequence + i - 1), fields_of(row)}
  end
  return records
end

local excluding, from_millis, from_sequence = from:match('^(%(?)(%d+)-(%d+)$')

-- The entry that a reader left in the midst of is read again, and what it has seen passed over.
local function was_seen(place)
  local millis, sequence = place:match('^(%d+)-(%d+)$')
  if millis ~= from_millis then
    return false
  end
  local ahead = (tonumber(sequence) - tonumber(from_sequence)) * (backwards and -1 or 1)
  return ahead < 0 or (ahead == 0 and excluding == '(')
end

local found = {0, ''}

local function take(entry)
  for _, record in ipairs(records_of(entry)) do
    if not was_seen(record[1]) then
      found[1], found[2] = found[1] + 1, record[1]
      if may_fit(record[2]) then
        found[#found + 1] = record
      end
      if #found - 2 == wanted or found[1] == count then
        return true
      end
    end
  end
  return false
end

local entries_read = 0
local start = not backwards and from_millis and from_millis .. '-0' or from

-- As many entries at once as hold about what is still to be read, and few: the next may hold more than those so far.
local function worth_reading()
  local due = found[1] == 0 and 1 or math.floor((count - found[1]) * entries_read / found[1])
  return math.max(1, math.min(16, due))
end

while true do
  local entries = redis.call(command, KEYS[1], start, to, 'COUNT', worth_reading())
  if #entries == 0 then
    return found
  end
  for _, entry in ipairs(entries) do
    entries_read = entries_read + 1
    if take(entry) then
      return found
    end
  end
  start = '(' .. entries[#entries][1]
end
