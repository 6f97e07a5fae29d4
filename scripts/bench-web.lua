-- wrk: asks for one path, or creates orders, each with a number of its own, and prints the rate and the percentiles.
local counter, thread, threads = 0, 0, 0
local batch = tonumber(os.getenv("WRK_BATCH") or "0")
local form = ""

function setup(new) threads = threads + 1; new:set("number", threads) end

function init()
    local file = io.open(os.getenv("WRK_FORM"))
    form = file:read("*a"):gsub("\\", "\\\\"):gsub('"', '\\"'):gsub("\n", "\\n"):gsub("\t", "\\t")
    wrk.headers["authorization"] = "Bearer " .. os.getenv("WRK_TOKEN")
    wrk.headers["x-vigia-name"] = "bench"
    wrk.headers["x-vigia-role"] = os.getenv("WRK_ROLE")
    wrk.headers["content-type"] = "application/json"
end

function request()
    if not os.getenv("WRK_BATCH") then return wrk.format("GET") end
    counter = counter + 1
    local name = string.format("B%d/%04d/%04d", number, 2000 + batch % 7000, counter)
    local body = form:gsub("Order: [%w%-/]+", "Order: " .. name, 1)
    wrk.headers["idempotency-key"] = name
    return wrk.format("POST", nil, nil, '{"category":2,"form":"' .. body .. '"}')
end

function done(summary, latency)
    local failed = summary.errors.status + summary.errors.read + summary.errors.write + summary.errors.timeout
    print(string.format("result: %.0f/s, median %.1f ms, p95 %.1f ms, p99 %.1f ms, %d failed",
        summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000, latency:percentile(95) / 1000,
        latency:percentile(99) / 1000, failed))
end
