-- Puts a clock that the test sets in place of Redis's: the microseconds that stand at 'clock'. Keys expire by it.

local server = redis
local clock = tonumber(server.call('GET', 'clock'))

local function expires(key, unit, millis)
  if unit then
    local at = unit == 'PX' and clock + millis * 1000 or millis * 1000
    server.call('SET', 'expires:' .. key, string.format('%.0f', at))
  else
    server.call('DEL', 'expires:' .. key)
  end
end

local function expire(key)
  local at = server.call('GET', 'expires:' .. key)
  if at and tonumber(at) <= clock then
    server.call('DEL', key, 'expires:' .. key)
  end
end

local redis = {
  call = function(command, ...)
    local key, value, unit, millis = ...
    if command == 'TIME' then
      return {string.format('%.0f', math.floor(clock / 1000000)), string.format('%.0f', clock % 1000000)}
    elseif command == 'SET' then
      expires(key, unit, unit and tonumber(millis))
      return server.call('SET', key, value)
    end
    expire(key)
    return server.call(command, ...)
  end
}
