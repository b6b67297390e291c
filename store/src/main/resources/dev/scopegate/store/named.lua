-- Reads the record that a unique name stands for.
--
-- KEYS  the name
-- ARGV  prefix of the records' keys
-- Returns {record as JSON}, or {} where there is none

local id = redis.call('GET', KEYS[1])
local json = id and redis.call('GET', ARGV[1] .. id)
return json and {json} or {}
