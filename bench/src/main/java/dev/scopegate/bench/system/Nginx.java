package dev.scopegate.bench.system;

import dev.scopegate.bench.BenchFailure;
import dev.scopegate.bench.machine.Tools;
import dev.scopegate.bench.machine.Workplace;
import dev.scopegate.launcher.ChildProcess;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An nginx of our own, in the foreground, with all its files in one folder. */
final class Nginx {

    private static final String HEAD = """
            daemon off;
            worker_processes auto;
            pid @NAME@.pid;
            error_log @NAME@-error.log;
            events { worker_connections 4096; }
            http {
              access_log off;
              client_body_temp_path body;
              proxy_temp_path proxied;
              fastcgi_temp_path fastcgi;
              uwsgi_temp_path uwsgi;
              scgi_temp_path scgi;
              keepalive_requests 1000000000;
            """;

    private Nginx() {}

    /**
     * Starts one.
     *
     * @param http what is peculiar to it in the configuration's http block
     * @param ready where it answers 200 once it serves
     */
    static ChildProcess start(Workplace workplace, String name, String http, URI ready) {
        Path program = Tools.nginx().orElseThrow(() -> new BenchFailure("nginx must be installed, but is not"));
        Path folder = workplace.folder();
        String modules = Tools.luaModules().stream()
                .map(module -> "load_module " + module + ";\n")
                .collect(Collectors.joining());
        String conf = modules + user() + HEAD.replace("@NAME@", name) + http + "}\n";
        Path file = workplace.write(name + ".conf", conf);
        return workplace.start(
                name, List.of(program.toString(), "-p", folder.toString(), "-c", file.toString()), Map.of(), ready);
    }

    /** Started by root, its workers would be nobody, who may not read the folder. */
    private static String user() {
        return System.getProperty("user.name").equals("root") ? "user root root;\n" : "";
    }
}
