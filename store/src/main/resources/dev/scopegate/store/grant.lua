-- Reads a token with all that its grant depends on, at one moment.
--
-- KEYS  with ARGV[1] 'digest': where one credential would stand under each pepper, the best first;
--       with ARGV[1] 'token': the record of one token
-- ARGV  which of the two; prefix of all policy keys; most generations
-- Returns {account, millisecond at which the credential itself ends, client, the client's owner, token, its access list,
--         parent, its access list, ...}, records as JSON, each '' where it is gone or, the end, where there is none;
--         {} where the token or one of its parents is unknown or the chain is too long

local by, prefix, most = ARGV[1], ARGV[2], tonumber(ARGV[3])

local reply = {'', '', '', ''}

local function end_of(key)
  local left = redis.call('PTTL', key)
  local seconds, micros = unpack(redis.call('TIME'))
  return left < 0 and '' or string.format('%.0f', seconds * 1000 + math.floor(micros / 1000) + left)
end

local function tokenKey()
  if by == 'token' then
    return KEYS[1]
  end
  for _, key in ipairs(KEYS) do
    local id = redis.call('GET', key)
    if id then
      reply[2] = end_of(key)
      return prefix .. 'token:' .. id
    end
  end
  return nil
end

local function named(kind, id)
  return type(id) == 'string' and redis.call('GET', prefix .. kind .. ':' .. id) or ''
end

local key = tokenKey()
if not key then
  return {}
end

while key do
  local json = redis.call('GET', key)
  if not json or #reply > 2 * most + 2 then
    return {}
  end
  local issuance = cjson.decode(json).issuance
  if #reply == 4 then
    reply[1] = named('account', issuance.account)
    reply[3] = named('client', issuance.client)
    reply[4] = reply[3] ~= '' and named('account', cjson.decode(reply[3]).owner) or ''
  end
  reply[#reply + 1] = json
  reply[#reply + 1] = named('acl', issuance.accessList)
  key = type(issuance.parent) == 'string' and prefix .. 'token:' .. issuance.parent or nil
end

return reply
