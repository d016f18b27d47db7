-- wrk: asks the questions of a file, one after another, from a place of its own. Arguments: file, path, key.
local requests, at = {}, 0

function init(args)
  for line in io.lines(args[1]) do
    requests[#requests + 1] = wrk.format("POST", args[2], { ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. args[3] }, line)
  end
  math.randomseed(os.time())
  at = math.random(#requests)
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration, errors.connect + errors.read + errors.write + errors.timeout, errors.status, latency:percentile(99)))
end
