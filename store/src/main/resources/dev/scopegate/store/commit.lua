-- Writes one policy change: all of it, with its entries in the change log and the audit log, or nothing.
--
-- KEYS  1 the change log, 2 the audit log, then all that is expected or written
-- ARGV  prefix of digests' keys; most changes; most audit entries; subjects that changed; number of expectations;
--       number of writes; then four each: what, position of its key, a, b
--         expectations  is: the key holds a | absent: it holds nothing | card: the sorted set has a members
--         writes        set: to a, until millisecond b or '' | del | zadd: member b with score a | zrem: member b
--                       sadd, srem: member b | hset: field a to b | hdel: field a
--                       retire: lets the digests in the key's hash end at millisecond a, if not sooner
--                       align: lets the digests in the key's hash end with the record at position a
--                       drop: deletes the key, and all digests in its hash
--       then the fields and values of the audit entry
-- Returns {id of the entry in the change log}, or {'', number of the expectation that failed}

local prefix, most_changes, most_audit, subjects = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local expectations, writes = tonumber(ARGV[5]), tonumber(ARGV[6])
local NO_END = '0'

local function instruction(number)
  local at = 7 + 4 * (number - 1)
  return ARGV[at], KEYS[tonumber(ARGV[at + 1])], ARGV[at + 2], ARGV[at + 3]
end

local holds = {
  is = function(key, a) return redis.call('GET', key) == a end,
  absent = function(key) return redis.call('EXISTS', key) == 0 end,
  card = function(key, a) return redis.call('ZCARD', key) == tonumber(a) end
}

for i = 1, expectations do
  local what, key, a = instruction(i)
  if not holds[what](key, a) then
    return {'', i}
  end
end

local function end_of(key)
  local left = redis.call('PTTL', key)
  local seconds, micros = unpack(redis.call('TIME'))
  return left > 0 and seconds * 1000 + math.floor(micros / 1000) + left or nil
end

local function sooner(one, other)
  return one and (other and math.min(one, other) or one) or other
end

local function let_end(key, millis)
  if millis then
    redis.call('PEXPIREAT', key, string.format('%.0f', millis))
  else
    redis.call('PERSIST', key)
  end
end

local function digests_in(key)
  local pairs_of = redis.call('HGETALL', key)
  local i = -1
  return function()
    i = i + 2
    return pairs_of[i], pairs_of[i + 1]
  end
end

local write = {
  set = function(key, a, b)
    if b == '' then
      redis.call('SET', key, a)
    else
      redis.call('SET', key, a, 'PXAT', b)
    end
  end,
  del = function(key) redis.call('DEL', key) end,
  zadd = function(key, a, b) redis.call('ZADD', key, a, b) end,
  zrem = function(key, _, b) redis.call('ZREM', key, b) end,
  sadd = function(key, _, b) redis.call('SADD', key, b) end,
  srem = function(key, _, b) redis.call('SREM', key, b) end,
  hset = function(key, a, b) redis.call('HSET', key, a, b) end,
  hdel = function(key, a) redis.call('HDEL', key, a) end,
  retire = function(key, a)
    for digest, own_end in digests_in(key) do
      if own_end == NO_END or tonumber(own_end) > tonumber(a) then
        redis.call('HSET', key, digest, a)
      end
    end
  end,
  align = function(key, a)
    local record_ends = end_of(KEYS[tonumber(a)])
    for digest, own_end in digests_in(key) do
      if redis.call('EXISTS', prefix .. digest) == 1 then
        let_end(prefix .. digest, sooner(own_end ~= NO_END and tonumber(own_end) or nil, record_ends))
      else
        redis.call('HDEL', key, digest)
      end
    end
    let_end(key, record_ends)
  end,
  drop = function(key)
    for digest in digests_in(key) do
      redis.call('DEL', prefix .. digest)
    end
    redis.call('DEL', key)
  end
}

for i = expectations + 1, expectations + writes do
  local what, key, a, b = instruction(i)
  write[what](key, a, b)
end

local audit = {'XADD', KEYS[2], 'MAXLEN', '~', most_audit, '*'}
for i = 7 + 4 * (expectations + writes), #ARGV do
  audit[#audit + 1] = ARGV[i]
end
redis.call(unpack(audit))
return {redis.call('XADD', KEYS[1], 'MAXLEN', '~', most_changes, '*', 'subjects', subjects)}
