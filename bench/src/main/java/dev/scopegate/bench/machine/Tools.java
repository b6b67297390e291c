package dev.scopegate.bench.machine;

import dev.scopegate.bench.BenchFailure;
import dev.scopegate.launcher.Executables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Programs that the comparison needs and does not bring along, by the names of their Debian packages. */
public final class Tools {

    private static final List<Path> MODULE_FOLDERS =
            List.of(Path.of("/usr/lib/nginx/modules"), Path.of("/usr/lib64/nginx/modules"));

    private Tools() {}

    /**
     * Refuses to begin without them, and says how they are had.
     *
     * @param lua whether nginx must run Lua
     */
    public static void require(boolean lua) {
        List<String> missing = new ArrayList<>();
        if (nginx().isEmpty()) {
            missing.add("nginx-light");
        }
        if (lua && luaModules().isEmpty()) {
            missing.add("libnginx-mod-http-lua");
        }
        if (wrk().isEmpty()) {
            missing.add("wrk");
        }
        if (!missing.isEmpty()) {
            String packages = String.join(" ", missing);
            throw new BenchFailure(
                    "this comparison needs " + packages + ": apt-get install --no-install-recommends " + packages);
        }
    }

    /** In {@code /usr/sbin}, which is not on everyone's PATH. */
    public static Optional<Path> nginx() {
        return Executables.onPath("nginx")
                .or(() -> Optional.of(Path.of("/usr/sbin/nginx")).filter(Files::isExecutable));
    }

    public static Optional<Path> wrk() {
        return Executables.onPath("wrk");
    }

    /** What nginx has to load to run Lua, in the order in which it needs them; empty where it cannot. */
    public static List<Path> luaModules() {
        return MODULE_FOLDERS.stream()
                .map(folder -> List.of(folder.resolve("ndk_http_module.so"), folder.resolve("ngx_http_lua_module.so")))
                .filter(modules -> modules.stream().allMatch(Files::exists))
                .findFirst()
                .orElse(List.of());
    }
}
