-- Reads the account of whoever proves an identity, at one moment.
--
-- KEYS  the identity, which holds the id of its account; what identities of its scheme may do at first sight
-- ARGV  prefix of the keys of accounts
-- Returns {account, first sight} as JSON, each '' where there is none

local id = redis.call('GET', KEYS[1])
local account = id and redis.call('GET', ARGV[1] .. id) or ''

return {account or '', redis.call('GET', KEYS[2]) or ''}
