package dev.scopegate.launcher.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The list of tokens, read page by page: each page says where the next one begins, and a short one need not be the last. */
final class TokenPages {

    /** More are not given at once. */
    private static final int LARGEST = 500;

    private final Connection connection;
    private @Nullable String next;

    TokenPages(Connection connection) {
        this.connection = connection;
    }

    /**
     * The newest first.
     *
     * @param before where to begin; null for the newest
     */
    List<JsonNode> read(int most, @Nullable String before) {
        List<JsonNode> tokens = new ArrayList<>();
        next = before;
        do {
            String query = "?count=" + Math.min(LARGEST, most - tokens.size())
                    + (next == null ? "" : "&before=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
            JsonNode page = connection
                    .get("/api/v1/tokens" + query, "application/json")
                    .good()
                    .json();
            page.path("tokens").forEach(tokens::add);
            String after = page.path("next").asString("");
            if (after.equals(next)) {
                throw new Failure("the list must go on, but its next page begins where this one did");
            }
            next = after.isEmpty() ? null : after;
        } while (next != null && tokens.size() < most);
        return tokens;
    }

    /** Where the rest begins; null where there is none. */
    @Nullable
    String next() {
        return next;
    }
}
