-- Lists the live gateways and forgets the dead.
--
-- KEYS  the set of gateways by when they were last seen, in milliseconds
-- ARGV  prefix of what each has reached
-- Returns {name, change reached, last seen, ...}

local seen = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
local live, dead = {}, {}

for i = 1, #seen, 2 do
  local reached = redis.call('GET', ARGV[1] .. seen[i])
  if reached then
    live[#live + 1] = seen[i]
    live[#live + 1] = reached
    live[#live + 1] = string.format('%.0f', tonumber(seen[i + 1]))
  else
    dead[#dead + 1] = seen[i]
  end
end

for _, name in ipairs(dead) do
  redis.call('ZREM', KEYS[1], name)
end

return live
