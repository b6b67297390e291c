-- Takes the bearer token, has Redis judge it with one EVALSHA on a pooled connection, and lets pass or refuses.
local header = ngx.var.http_authorization
if not header or header:sub(1, 7) ~= 'Bearer ' then
  return ngx.exit(401)
end
local key = 'key:' .. header:sub(8)

local redis = ngx.socket.tcp()
redis:settimeouts(1000, 1000, 1000)
local ok = redis:connect('127.0.0.1', @PORT@, { pool_size = 128 })
if not ok then
  return ngx.exit(503)
end
if redis:getreusedtimes() == 0 then
  redis:send('*2\r\n$4\r\nAUTH\r\n$' .. #'@PASSWORD@' .. '\r\n@PASSWORD@\r\n')
  if redis:receive() ~= '+OK' then
    return ngx.exit(503)
  end
end
redis:send('*4\r\n$7\r\nEVALSHA\r\n$40\r\n@SHA@\r\n$1\r\n1\r\n$' .. #key .. '\r\n' .. key .. '\r\n')
local answer = redis:receive()
if not answer then
  return ngx.exit(503)
end
redis:setkeepalive(60000)
if answer ~= ':1' then
  return ngx.exit(403)
end
