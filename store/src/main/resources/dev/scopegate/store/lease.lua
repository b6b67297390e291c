-- Settles what a gateway holds of one limit, and lets it hold more. By Redis's clock.
--
-- KEYS  the meter: calls or rate; meters.lua says what it holds
-- ARGV  id of the lease; calls used of it since it was last settled; calls given back; calls wanted;
--       how many of a hundred remaining calls may be held; microseconds until what is held counts as used;
--       then as in charge.lua: 'calls', most calls, period, or 'rate', microseconds that one call costs, burst
-- Returns {1 if the lease was known, calls granted, calls remaining beside all that is held,
--          microseconds until the whole is there again or -1, microseconds until the calendar refills it or -1}, as text.
--         Of a lease that is not known nothing is held any more: its calls count as used, or their window has ended, or
--         what was known of it was lost in part.

local id, used, back, wanted = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local share, keep = tonumber(ARGV[5]), tonumber(ARGV[6])
local meter = meters[ARGV[7]](KEYS[1], tonumber(ARGV[8]), ARGV[9])

local kept, held, known = {}, 0, '0'
for _, lease in ipairs(meter.leases) do
  if lease.id ~= id then
    kept[#kept + 1] = lease
  elseif lease.calls >= used + back then
    known, held = '1', lease.calls - used - back
  end
  if lease.id == id and used > 0 then
    meter.use(used)
  end
end
meter.hold(kept)
local granted = math.max(0, math.min(wanted, math.floor(meter.left() * share / 100) - held))
if held + granted > 0 then
  kept[#kept + 1] = {id = id, calls = held + granted, ends = now + keep}
  sort_by_end(kept)
end
meter.save()
return {known, text(granted), text(meter.left()), text(meter.reset()), text(meter.ends)}
