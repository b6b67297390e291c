-- Puts a clock that the test sets in place of Redis's: the microseconds that stand at 'clock'. Nothing expires by itself.

local server = redis
local redis = {
  call = function(command, ...)
    if command == 'TIME' then
      local micros = tonumber(server.call('GET', 'clock'))
      return {string.format('%.0f', math.floor(micros / 1000000)), string.format('%.0f', micros % 1000000)}
    elseif command == 'SET' then
      local key, value = ...
      return server.call('SET', key, value)
    end
    return server.call(command, ...)
  end
}
