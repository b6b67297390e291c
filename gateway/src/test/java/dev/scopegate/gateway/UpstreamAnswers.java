package dev.scopegate.gateway;

import java.util.Map;

/** Answers that an upstream may give, beside the usual ones. */
final class UpstreamAnswers {

    /** The answer, from its status on, by the mark of the targets that get it. */
    static final Map<String, String> ALL = Map.ofEntries(
            Map.entry("chunked", "200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"),
            Map.entry(
                    "trailers",
                    "200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n3\r\nabc\r\n0\r\nX-Sum: 6\r\n\r\n"),
            Map.entry("nothing", "204 No Content\r\nX-None: 1\r\n\r\n"),
            Map.entry("unchanged", "304 Not Modified\r\nETag: \"1\"\r\n\r\n"),
            Map.entry("unknown-status", "299 Very Fine\r\nContent-Length: 2\r\n\r\nok"),
            Map.entry("failed", "500 Internal Server Error\r\nContent-Length: 4\r\n\r\noops"),
            Map.entry("events", "200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\ndata: 2\n\n"),
            Map.entry("until-close", "200 OK\r\nContent-Type: text/plain\r\n\r\nwhatever comes"),
            Map.entry(
                    "hops",
                    "200 OK\r\nConnection: X-Hop\r\nX-Hop: 1\r\nKeep-Alive: timeout=5\r\nProxy-Authenticate: Basic\r\n"
                            + "X-Application-Context: a\r\nContent-Length: 2\r\n\r\nok"),
            Map.entry(
                    "cookies",
                    "200 OK\r\nSet-Cookie: a=1\r\nX-Between: 1\r\nset-cookie: b=2\r\nContent-Length: 2\r\n\r\nok"),
            Map.entry("length", "200 OK\r\nContent-Length: 12\r\n\r\n"),
            Map.entry("odd-type", "200 OK\r\nContent-Type: ;;\r\nContent-Length: 2\r\n\r\nok"),
            Map.entry("cut", "200 OK\r\nContent-Length: 10\r\n\r\nabc"));

    private UpstreamAnswers() {}
}
