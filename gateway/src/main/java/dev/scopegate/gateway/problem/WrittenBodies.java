package dev.scopegate.gateway.problem;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.scopegate.policy.decision.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** Bodies of refusals as bytes: of those that say the same but for the decision, JSON is made once. */
final class WrittenBodies {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_KEPT = 1_000;

    /** What is longer is no operation's name, but what somebody asked for. */
    private static final int LONGEST_SUFFICIENT = 200;

    /** Stands for the decision: no text of ours holds it, and JSON writes either as it is. */
    private static final String DECISION = "-the-decision-goes-here-";

    private static final Pattern DECISION_PLACE = Pattern.compile(DECISION, Pattern.LITERAL);

    private final Cache<Said, byte[][]> kept =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).executor(Runnable::run).build();

    /** What a shape says of a problem; empty where it says all in headers. */
    byte[] of(ErrorShape shape, Problem problem) {
        String sufficient = problem.sufficient();
        if (sufficient.length() > LONGEST_SUFFICIENT || sufficient.contains(DECISION)) {
            return json(shape.body(problem));
        }
        Said said = new Said(shape, problem.reason(), sufficient);
        byte[][] parts = kept.getIfPresent(said);
        if (parts == null) {
            parts = said.parts();
            kept.put(said, parts);
        }
        return joined(parts, problem.decision().getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] joined(byte[][] parts, byte[] separator) {
        int length = separator.length * (parts.length - 1);
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] all = Arrays.copyOf(parts[0], length);
        int end = parts[0].length;
        for (int i = 1; i < parts.length; i++) {
            System.arraycopy(separator, 0, all, end, separator.length);
            end += separator.length;
            System.arraycopy(parts[i], 0, all, end, parts[i].length);
            end += parts[i].length;
        }
        return all;
    }

    /** The same for what was never said before and may never be again. */
    static byte[] json(Map<String, Object> body) {
        return body.isEmpty() ? new byte[0] : JSON.writeValueAsBytes(body);
    }

    private record Said(ErrorShape shape, Reason reason, String sufficient) {

        /** What stands before, between and behind the places of the decision. */
        byte[][] parts() {
            byte[] whole = json(shape.body(new Problem(reason, DECISION, sufficient, null)));
            return Arrays.stream(DECISION_PLACE.split(new String(whole, StandardCharsets.UTF_8), -1))
                    .map(part -> part.getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new);
        }
    }
}
