package dev.scopegate.bench.system;

import dev.scopegate.bench.BenchFailure;
import dev.scopegate.bench.machine.ProcessTree;
import dev.scopegate.bench.machine.Workplace;
import dev.scopegate.launcher.ChildProcess;
import dev.scopegate.launcher.EmbeddedRedis;
import io.lettuce.core.ScriptOutputType;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Nginx as a gateway: bare, or with a script that has Redis find the key, compare its scope and take from its bucket in
 * one round trip, which is how Lua gateways on nginx do it.
 */
public final class NginxGate {

    private static final String HTTP = """
            upstream backend { server @UPSTREAM@; keepalive 128; keepalive_requests 1000000000; }
            server {
              listen 127.0.0.1:@PORT@ reuseport;
              location = /ready { return 200 'ready'; }
              location / {
                @ACCESS@
                proxy_http_version 1.1;
                proxy_set_header Connection "";
                proxy_pass http://backend;
              }
            }
            """;

    private NginxGate() {}

    public static Server bare(Workplace workplace, URI upstream) {
        return start(workplace, "nginx-bare", upstream, "", null);
    }

    /** One that asks this Redis, in which the token is put with the scope that its callers need. */
    public static Server withLua(Workplace workplace, URI upstream, RedisMeter redis, String token) {
        redis.connection().sync().hset("key:" + token, "scope", "things:read");
        String sha = redis.connection().sync().scriptLoad(resource("gate-redis.lua"));
        redis.connection().sync().evalsha(sha, ScriptOutputType.INTEGER, "key:" + token);
        String gate = resource("gate-nginx.lua")
                .replace("@PORT@", Integer.toString(redis.port()))
                .replace("@PASSWORD@", redis.password())
                .replace("@SHA@", sha);
        String access = "access_by_lua_file " + workplace.write("gate.lua", gate) + ";";
        return start(workplace, "nginx-lua", upstream, access, redis);
    }

    private static Server start(
            Workplace workplace, String name, URI upstream, String access, @Nullable RedisMeter redis) {
        int port = EmbeddedRedis.freePort();
        URI base = URI.create("http://127.0.0.1:" + port);
        String http = HTTP.replace("@UPSTREAM@", upstream.getAuthority())
                .replace("@PORT@", Integer.toString(port))
                .replace("@ACCESS@", access);
        ChildProcess child = Nginx.start(workplace, name, http, base.resolve("/ready"));
        return new Server(base, new ProcessTree(child.pid()), null, redis);
    }

    private static String resource(String name) {
        try (InputStream file = NginxGate.class.getResourceAsStream("/" + name)) {
            if (file == null) {
                throw new BenchFailure("bench must contain " + name + ", but does not");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new BenchFailure("cannot read " + name, e);
        }
    }
}
