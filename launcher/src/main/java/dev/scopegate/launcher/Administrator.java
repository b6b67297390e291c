package dev.scopegate.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The administrator's first password, and the token that makes the sample. */
final class Administrator {

    private static final List<String> VARIABLES =
            List.of("SCOPEGATE_ADMIN_USERNAME", "SCOPEGATE_ADMIN_PASSWORD", "SCOPEGATE_ADMIN_TOKEN");
    private static final int PASSWORD_LENGTH = 20;
    private static final int TOKEN_LENGTH = 43;

    private final Settings settings;

    /** Holds the password only until it was shown. */
    private final Path unshown;

    /** Names the Redis in which the account is known to be. */
    private final Path known;

    Administrator(Settings settings) {
        this.settings = settings;
        this.unshown = settings.data().resolve("administrator-password");
        this.known = settings.data().resolve("administrator-known");
    }

    /** For those who need none of it. */
    Map<String, String> unset() {
        Map<String, String> none = new HashMap<>();
        VARIABLES.forEach(variable -> none.put(variable, ""));
        return none;
    }

    Map<String, String> environment(boolean demo) {
        Map<String, String> variables = new HashMap<>();
        variables.put("SCOPEGATE_ADMIN_USERNAME", settings.administrator());
        variables.put("SCOPEGATE_ADMIN_PASSWORD", password());
        settings.value("SCOPEGATE_ADMIN_TOKEN").ifPresent(token -> variables.put("SCOPEGATE_ADMIN_TOKEN", token));
        if (demo) {
            variables.put("SCOPEGATE_ADMIN_TOKEN", token());
        }
        return variables;
    }

    /** Empty where the account has one that only its owner knows. */
    private String password() {
        return settings.value("SCOPEGATE_ADMIN_PASSWORD")
                .orElseGet(() -> isKnown()
                        ? ""
                        : SecretFile.readOrCreate(unshown, () -> SecretFile.randomWord(PASSWORD_LENGTH)));
    }

    private boolean isKnown() {
        try {
            return Files.exists(known) && Files.readString(known).strip().equals(redis());
        } catch (IOException failure) {
            throw new StartFailure("cannot read " + known + ": " + failure.getMessage(), failure);
        }
    }

    /** Which Redis, without its password. */
    private String redis() {
        return settings.value("SCOPEGATE_REDIS_URL")
                .map(url -> url.substring(url.lastIndexOf('@') + 1))
                .orElse("own");
    }

    /** What the demo issues its sample with at every start, when nobody knows the password any more. */
    String token() {
        return settings.value("SCOPEGATE_ADMIN_TOKEN")
                .orElseGet(() -> SecretFile.readOrCreate(demoToken(), () -> SecretFile.randomWord(TOKEN_LENGTH)));
    }

    /** The administrator's token, where one was given or an earlier demo made one. */
    Optional<String> heldToken() {
        return settings.value("SCOPEGATE_ADMIN_TOKEN")
                .or(() -> Files.isRegularFile(demoToken())
                        ? Optional.of(SecretFile.readOrCreate(demoToken(), () -> ""))
                        : Optional.empty());
    }

    private Path demoToken() {
        return settings.data().resolve("demo-token");
    }

    /**
     * Says how to log in, and logs in if it can. A password that was made now counts only where the account was made
     * now too: the account is in Redis, and Redis may be older than this data folder.
     */
    Optional<String> introduce(Client client) {
        String name = settings.administrator();
        if (settings.value("SCOPEGATE_ADMIN_PASSWORD").isPresent()) {
            Console.say("administrator: " + name + ", with the password in SCOPEGATE_ADMIN_PASSWORD");
            return Optional.empty();
        }
        if (isKnown()) {
            Console.say("administrator: " + name + ", with the password shown at the first start");
            return Optional.empty();
        }
        String password = password();
        Optional<String> login = client.login(name, password);
        Console.say(
                login.isPresent()
                        ? "administrator: " + name + ", password " + password + " (shown only now)"
                        : "administrator: " + name + ", with the password shown at the first start");
        remember();
        return login;
    }

    private void remember() {
        try {
            Files.writeString(known, redis() + "\n");
            Files.deleteIfExists(unshown);
        } catch (IOException failure) {
            throw new StartFailure("cannot write in " + settings.data() + ": " + failure.getMessage(), failure);
        }
    }
}
