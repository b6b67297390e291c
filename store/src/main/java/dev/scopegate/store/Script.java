package dev.scopegate.store;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Lua script that stands beside its caller. It is sent once; from then on Redis knows it by its digest. */
final class Script {

    private final String source;
    private final String digest;

    private Script(String source, String digest) {
        this.source = source;
        this.digest = digest;
    }

    /** The script of these files, one after the other; their names are without {@code .lua}. */
    static Script named(String... names) {
        return of(Stream.of(names).map(Script::read).collect(Collectors.joining("\n")));
    }

    /** This script, and behind it that of another file. */
    Script then(String name) {
        return of(source + "\n" + read(name));
    }

    /** The script with this text. */
    static Script of(String source) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(source.getBytes(StandardCharsets.UTF_8));
            return new Script(source, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform provides SHA-1, by which Redis names scripts", e);
        }
    }

    private static String read(String name) {
        try (InputStream file = Script.class.getResourceAsStream(name + ".lua")) {
            if (file == null) {
                throw new IllegalStateException(
                        "script '" + name + ".lua' must stand beside its caller, but is missing");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs it; every script here answers a list. */
    CompletionStage<List<Object>> run(
            RedisClusterAsyncCommands<String, String> redis, List<String> keys, List<String> arguments) {
        String[] keyArray = keys.toArray(String[]::new);
        String[] argumentArray = arguments.toArray(String[]::new);
        return redis.<List<Object>>evalsha(digest, ScriptOutputType.MULTI, keyArray, argumentArray)
                .exceptionallyCompose(failure -> isUnknown(failure)
                        ? redis.<List<Object>>eval(source, ScriptOutputType.MULTI, keyArray, argumentArray)
                        : CompletableFuture.failedStage(failure));
    }

    private static boolean isUnknown(Throwable failure) {
        return failure instanceof RedisNoScriptException
                || (failure instanceof CompletionException && failure.getCause() instanceof RedisNoScriptException);
    }
}
