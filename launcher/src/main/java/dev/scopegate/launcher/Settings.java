package dev.scopegate.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the person at the terminal chose, from the environment. */
record Settings(Path root, Path config, Path data, Ports ports, Map<String, String> environment) {

    static final String ISSUER = "scopegate";

    static Settings read(Path root, Map<String, String> environment) {
        Path home = root.toAbsolutePath().normalize();
        return new Settings(
                home,
                folder(environment, "SCOPEGATE_CONFIG", home.resolve("config")),
                folder(environment, "SCOPEGATE_DATA_DIR", home.resolve("data")),
                Ports.read(environment),
                Map.copyOf(environment));
    }

    private static Path folder(Map<String, String> environment, String variable, Path otherwise) {
        String text = environment.getOrDefault(variable, "");
        return text.isEmpty() ? otherwise : Path.of(text).toAbsolutePath().normalize();
    }

    /** The value of a variable; nothing where it is unset or empty. */
    Optional<String> value(String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(text -> !text.isEmpty());
    }

    String gatewayUrl() {
        return "http://127.0.0.1:" + ports.gateway().number();
    }

    String adminUrl() {
        return "http://127.0.0.1:" + ports.admin().number();
    }

    String upstreamUrl() {
        return "http://127.0.0.1:" + ports.upstream().number();
    }

    String administrator() {
        return value("SCOPEGATE_ADMIN_USERNAME").orElse("admin");
    }

    void requireConfig() {
        for (String name : List.of("gateway.yml", "policy-admin.yml", "redis.conf", "routes", "catalogs")) {
            if (!Files.exists(config.resolve(name))) {
                throw new StartFailure("no " + config.resolve(name) + ": set SCOPEGATE_CONFIG to the config folder");
            }
        }
    }

    /** The runnable jar of a module, which the build put there. */
    Path jar(String module) {
        return Executables.jar(root, module);
    }
}
