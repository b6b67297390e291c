-- Appends decisions to their log, in order.
--
-- KEYS  the log
-- ARGV  most entries; then, for each decision, how many words it has, and its fields and values by turns
-- Returns {}

local at = 2

while at <= #ARGV do
  local last = at + tonumber(ARGV[at])
  redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', unpack(ARGV, at + 1, last))
  at = last + 1
end

return {}
