package dev.scopegate.wire.grpc;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The metadata of a call as a WebSocket client sends it first: lines of {@code name: value}. Its values may be secret. */
public final class GrpcMetadata {

    private static final int MOST_BYTES = 16 * 1024;

    private final List<Field> fields;

    private GrpcMetadata(List<Field> fields) {
        this.fields = List.copyOf(fields);
    }

    /** The metadata that a first message holds; nothing where it holds something else. */
    public static Optional<GrpcMetadata> parse(byte[] message) {
        if (message.length > MOST_BYTES) {
            return Optional.empty();
        }
        String text = new String(message, StandardCharsets.ISO_8859_1);
        String lines = text.endsWith("\r\n") ? text.substring(0, text.length() - 2) : text;
        List<Field> fields = new ArrayList<>();
        for (String line : lines.isEmpty() ? new String[0] : lines.split("\r\n", -1)) {
            int colon = line.indexOf(':');
            if (colon < 1 || !isPrintable(line) || line.substring(0, colon).indexOf(' ') >= 0) {
                return Optional.empty();
            }
            fields.add(new Field(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        return Optional.of(new GrpcMetadata(fields));
    }

    /** All values of that name, in whatever case it is written. */
    public List<String> all(String name) {
        return fields.stream().filter(field -> field.is(name)).map(Field::value).toList();
    }

    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    public GrpcMetadata without(Set<String> names) {
        return new GrpcMetadata(fields.stream()
                .filter(field -> names.stream().noneMatch(field::is))
                .toList());
    }

    /** Without every name that starts so, read as servers may read it: {@code _}, {@code .} and {@code -} alike. */
    public GrpcMetadata withoutPrefix(String prefix) {
        return new GrpcMetadata(fields.stream()
                .filter(field -> !field.name()
                        .replace('_', '-')
                        .replace('.', '-')
                        .regionMatches(true, 0, prefix, 0, prefix.length()))
                .toList());
    }

    /**
     * With one more line.
     *
     * @throws IllegalArgumentException where one of them could end the line
     */
    public GrpcMetadata with(String name, String value) {
        if (!isPrintable(value) || !isPrintable(name)) {
            throw new IllegalArgumentException("metadata '" + name + "' must be printable, but is not");
        }
        List<Field> more = new ArrayList<>(fields);
        more.add(new Field(name, value));
        return new GrpcMetadata(more);
    }

    /** As a client would send it. */
    public byte[] bytes() {
        StringBuilder text = new StringBuilder();
        fields.forEach(field ->
                text.append(field.name()).append(": ").append(field.value()).append("\r\n"));
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean isPrintable(String text) {
        return text.chars().allMatch(c -> c >= 0x20 && c <= 0x7E);
    }

    @Override
    public String toString() {
        return "GrpcMetadata[" + fields.size() + " fields]";
    }

    private record Field(String name, String value) {

        boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }
    }
}
