-- For wrk: sends the requests of the file BENCH_REQUESTS in turn and prints the sums as one JSON line.
-- A line is METHOD TAB PATH TAB TOKEN TAB HOW TAB BODY; HOW is "", "bearer" or the name of a cookie.
-- In a BODY %n becomes a number that no other request of the run has.

local threads = 0

function setup(thread)
    thread:set("place", threads)
    threads = threads + 1
end

local function read_line(line)
    local method, path, token, how, body = line:match("^([^\t]*)\t([^\t]*)\t([^\t]*)\t([^\t]*)\t(.*)$")
    local headers = {}
    if how == "bearer" then
        headers["Authorization"] = "Bearer " .. token
    elseif how ~= "" then
        headers["Cookie"] = how .. "=" .. token
    end
    if body ~= "" then
        headers["Content-Type"] = "application/json"
        return { method = method, path = path, headers = headers, body = body }
    end
    return wrk.format(method, path, headers)
end

function init(args)
    asked = {}
    for line in io.lines(os.getenv("BENCH_REQUESTS")) do
        asked[#asked + 1] = read_line(line)
    end
    at = math.floor(place * #asked / 2)
    sent = 0
    mark = (os.getenv("BENCH_MARK") or "0") .. "-" .. place .. "-"
end

function request()
    at = at % #asked + 1
    local one = asked[at]
    if type(one) == "string" then
        return one
    end
    sent = sent + 1
    return wrk.format(one.method, one.path, one.headers, (one.body:gsub("%%n", mark .. sent)))
end

function done(summary, latency)
    local e = summary.errors
    io.write(string.format(
        'BENCH {"requests": %d, "us": %d, "p50_us": %d, "p99_us": %d, "max_us": %d, "bytes": %d, '
        .. '"bad_status": %d, "broken": %d}\n',
        summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), latency.max,
        summary.bytes, e.status, e.connect + e.read + e.write + e.timeout))
end
