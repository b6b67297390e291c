-- Reads some entries of a stream, the newest first, and gives those that may fit: sending one takes longer than looking at
-- it.
--
-- KEYS  the stream
-- ARGV  newest and oldest place, as XREVRANGE takes them; how many to read at most; how many to give at most; then terms
--       that hold together, three each: how, a field, a text
--         =: the field is the text | !: it is another | ^: it begins so | $: it ends so | <: the text ends with the field
--         *: any field holds the text
-- Returns {how many were read, place of the last, then for each that may fit its place and its fields and values}

local count, wanted = tonumber(ARGV[3]), tonumber(ARGV[4])

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
  for i = 5, #ARGV, 3 do
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

local found = {0, ''}
for read, entry in ipairs(redis.call('XREVRANGE', KEYS[1], ARGV[1], ARGV[2], 'COUNT', count)) do
  found[1], found[2] = read, entry[1]
  if may_fit(entry[2]) then
    found[#found + 1] = entry
    if #found - 2 == wanted then
      break
    end
  end
end
return found
