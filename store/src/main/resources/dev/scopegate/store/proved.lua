-- Reads the account of whoever proves an identity, at one moment.
--
-- KEYS  the identity, which holds the id of its account; what identities of its scheme may do at first sight; the
--       account that the identity would get at first sight
-- ARGV  prefix of the keys of accounts
-- Returns {account, first sight} as JSON, each '' where there is none. An identity that was taken from the account that
-- it once got is seen for the first time no more: that account must not open to it again.

local id = redis.call('GET', KEYS[1])
local account = id and redis.call('GET', ARGV[1] .. id) or ''

if not account or account == '' then
  if redis.call('EXISTS', KEYS[3]) == 1 then
    return {'', ''}
  end
end

return {account or '', redis.call('GET', KEYS[2]) or ''}
