package dev.scopegate.launcher.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * The commands {@code acl}, {@code token} and {@code explain}. Their exit status is 0, 2 for "denied", 1 for everything
 * else.
 */
public final class CommandLine {

    private static final Set<String> GROUPS = Set.of("acl", "token", "explain");

    private final Terminal terminal;
    private final Map<String, String> environment;
    private final Local local;

    public CommandLine(Terminal terminal, Map<String, String> environment, Local local) {
        this.terminal = terminal;
        this.environment = environment;
        this.local = local;
    }

    /**
     * The Scopegate of this machine.
     *
     * @param token of its administrator, where this machine holds one; sent to no other address
     */
    public record Local(String url, Supplier<Optional<String>> token) {}

    /** One command: how it is used, its options, and what it does. */
    record Command(String help, Set<String> flags, Set<String> valued, ToIntFunction<Work> does) {}

    /** Whether these arguments are for here. */
    public static boolean knows(List<String> arguments) {
        return !arguments.isEmpty() && GROUPS.contains(arguments.getFirst());
    }

    /** Does what the arguments say. The exit status. */
    public int run(List<String> arguments) {
        try {
            return dispatch(arguments);
        } catch (Failure failure) {
            terminal.say(failure.words());
            return failure.status();
        }
    }

    private int dispatch(List<String> arguments) {
        String group = arguments.getFirst();
        List<String> rest = arguments.subList(1, arguments.size());
        if (group.equals("explain")) {
            return run(ExplainCommand.COMMAND, rest);
        }
        Map<String, Command> commands = group.equals("acl") ? AclCommands.ALL : TokenCommands.ALL;
        String name = rest.isEmpty() ? "" : rest.getFirst();
        Command command = commands.get(name);
        if (command != null) {
            return run(command, rest.subList(1, rest.size()));
        }
        String usage = group.equals("acl") ? Help.ACL : Help.TOKEN;
        if (Set.of("--help", "-h", "help").contains(name)) {
            terminal.print(usage);
            return 0;
        }
        terminal.err().print(usage);
        return Failure.OTHER;
    }

    private int run(Command command, List<String> rest) {
        if (rest.contains("--help") || rest.contains("-h")) {
            terminal.print(command.help() + Help.COMMON);
            return 0;
        }
        Arguments arguments = Arguments.parse(rest, command.flags(), command.valued());
        return command.does().applyAsInt(new Work(arguments, terminal, connection(arguments)));
    }

    private Connection connection(Arguments arguments) {
        Optional<String> named = arguments.one("--url").or(() -> variable("SCOPEGATE_URL"));
        URI address = Connection.address(named.orElse(local.url()));
        boolean here = address.equals(Connection.address(local.url()));
        String token = arguments
                .one("--token-file")
                .map(this::secret)
                .or(() -> variable("SCOPEGATE_TOKEN"))
                .or(() -> here ? local.token().get() : Optional.empty())
                .orElseThrow(
                        () -> new Failure("a token is needed: set SCOPEGATE_TOKEN, or name a file with --token-file"));
        if (!token.chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
            throw new Failure("token must be printable ASCII without spaces, but is not");
        }
        if (Connection.isReadable(address)) {
            terminal.say("warning: the token travels to " + address + " unencrypted");
        }
        return new Connection(address, token);
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isEmpty());
    }

    private String secret(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException failure) {
            throw new Failure("cannot read the token in '" + file + "' (--token-file)");
        }
    }
}
