-- Reads some records in the order of an index, the newest first, from where an earlier reading ended. What has expired
-- leaves the index on the way. Records that cannot fit are passed over here: sending one takes longer than looking at it.
--
-- KEYS  the index, a sorted set of ids
-- ARGV  prefix of the records' keys; how many to read at most; score and id of the last that was read, or '' and '';
--       then alternatives of which a record fits one: each a number of terms and these terms, which hold together
--         +text: stands in the JSON | -text: does not | ~text: does, in any case
-- Returns {how many ids were read, score and id of the last, then for each record that may fit its score, id and JSON}

local prefix, count, score, id = ARGV[1], tonumber(ARGV[2]), ARGV[3], ARGV[4]

local alternatives, at = {}, 5
while ARGV[at] do
  local terms, last = {}, at + tonumber(ARGV[at])
  for i = at + 1, last do
    terms[#terms + 1] = {ARGV[i]:sub(1, 1), ARGV[i]:sub(2)}
  end
  alternatives[#alternatives + 1] = terms
  at = last + 1
end

-- Lua knows the cases of ASCII alone. Two other letters have one of these as their small form: the Kelvin sign and the
-- dotted capital I. For a text with other letters, whatever has any may fit.
local function may_hold(json, text)
  if text:find('[\128-\255]') then
    return json:find('[\128-\255]')
  end
  return json:lower():find(text, 1, true) or json:find('\226\132\170', 1, true) or json:find('\196\176', 1, true)
end

local holds = {
  ['+'] = function(json, text) return json:find(text, 1, true) end,
  ['-'] = function(json, text) return not json:find(text, 1, true) end,
  ['~'] = may_hold
}

local function all_hold(json, terms)
  for _, term in ipairs(terms) do
    if not holds[term[1]](json, term[2]) then
      return false
    end
  end
  return true
end

local function may_fit(json)
  for _, terms in ipairs(alternatives) do
    if all_hold(json, terms) then
      return true
    end
  end
  return false
end

local start = 0
if id ~= '' then
  local rank = redis.call('ZREVRANK', KEYS[1], id)
  -- It may be gone by now: whatever is as old is read again then, and nothing is passed over.
  start = rank and rank + 1 or redis.call('ZCOUNT', KEYS[1], '(' .. score, '+inf')
end

local entries = redis.call('ZREVRANGE', KEYS[1], start, start + count - 1, 'WITHSCORES')
local found, gone, keys = {#entries / 2, entries[#entries] or score, entries[#entries - 1] or id}, {}, {}
for i = 1, #entries, 2 do
  keys[#keys + 1] = prefix .. entries[i]
end
for i, json in ipairs(#keys == 0 and {} or redis.call('MGET', unpack(keys))) do
  local each = entries[2 * i - 1]
  if not json then
    gone[#gone + 1] = each
  elseif may_fit(json) then
    found[#found + 1] = entries[2 * i]
    found[#found + 1] = each
    found[#found + 1] = json
  end
end
for _, each in ipairs(gone) do
  redis.call('ZREM', KEYS[1], each)
end
return found
