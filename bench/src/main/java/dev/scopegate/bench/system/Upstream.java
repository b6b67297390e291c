package dev.scopegate.bench.system;

import dev.scopegate.bench.machine.Tools;
import dev.scopegate.bench.machine.Workplace;
import dev.scopegate.launcher.EmbeddedRedis;
import java.net.URI;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** What all gateways forward to: it answers anything at once with the same 64 bytes of JSON. */
public final class Upstream {

    private static final String BODY = "{\"id\":42,\"name\":\"a thing\",\"state\":\"open\",\"amounts\":[100,200,300]}";
    private static final String NGINX = """
            default_type application/json;
            server {
              listen 127.0.0.1:@PORT@ reuseport;
              location / { return 200 '@BODY@'; }
            }
            """;

    private Upstream() {}

    /** Nginx where there is one, else a server in this process. */
    public static URI start(Workplace workplace) {
        return Tools.nginx().isPresent() ? nginx(workplace) : own(workplace);
    }

    private static URI nginx(Workplace workplace) {
        int port = EmbeddedRedis.freePort();
        URI base = URI.create("http://127.0.0.1:" + port);
        Nginx.start(
                workplace,
                "upstream",
                NGINX.replace("@PORT@", Integer.toString(port)).replace("@BODY@", BODY),
                base);
        return base;
    }

    private static URI own(Workplace workplace) {
        DisposableServer server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) ->
                        response.header("Content-Type", "application/json").sendString(Mono.just(BODY)))
                .bindNow();
        workplace.keep(server::disposeNow);
        return URI.create("http://127.0.0.1:" + server.port());
    }
}
