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
            pid %1$s/%2$s.pid;
            error_log %1$s/%2$s-error.log;
            events { worker_connections 4096; }
            """;

    private Nginx() {}

    /**
     * Starts one.
     *
     * @param http the configuration's http block
     * @param ready where it answers 200 once it serves
     */
    static ChildProcess start(Workplace workplace, String name, String http, URI ready) {
        Path program = Tools.nginx().orElseThrow(() -> new BenchFailure("nginx must be installed, but is not"));
        Path folder = workplace.folder();
        String modules = Tools.luaModules().stream()
                .map(module -> "load_module " + module + ";\n")
                .collect(Collectors.joining());
        String bodies = "  client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy; fastcgi_temp_path %1$s/f;"
                + " uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;\n";
        String conf = modules
                + HEAD.formatted(folder, name)
                + http.replaceFirst("http \\{\n", "http {\n" + bodies.formatted(folder));
        Path file = workplace.write(name + ".conf", conf);
        return workplace.start(
                name, List.of(program.toString(), "-p", folder.toString(), "-c", file.toString()), Map.of(), ready);
    }
}
