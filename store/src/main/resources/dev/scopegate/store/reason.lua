-- What Redis says of a failure: a text before version 7, a table from there on.
local function reason(failure)
  return type(failure) == 'table' and failure.err or tostring(failure)
end
