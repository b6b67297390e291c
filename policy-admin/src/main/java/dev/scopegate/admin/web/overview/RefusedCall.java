package dev.scopegate.admin.web.overview;

import dev.scopegate.policy.decision.DecisionEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A refusal as the page lists it, written by the server at first and by a script while it happens.
 *
 * @param reason in words
 * @param token null where none was recognised
 * @param why the page that explains it, with the call filled in; null where the log has no path
 */
record RefusedCall(
        String id,
        Instant at,
        String method,
        String path,
        String api,
        String reason,
        @Nullable String token,
        @Nullable String why) {

    static RefusedCall of(DecisionEvent event) {
        int space = event.target().indexOf(' ');
        String method = space < 0 ? "" : event.target().substring(0, space);
        String path = event.target().substring(space + 1);
        int colon = event.operation().indexOf(':');
        String api = colon < 0 ? event.route() : event.operation().substring(0, colon);
        return new RefusedCall(
                event.id(),
                event.at(),
                method,
                path,
                api,
                words(event.outcome()),
                event.tokenId(),
                path.startsWith("/") ? why(event.tokenId(), api, method, path) : null);
    }

    static String words(String code) {
        return code.replace('_', ' ');
    }

    private static String why(@Nullable String token, String api, String method, String path) {
        UriComponentsBuilder link = UriComponentsBuilder.fromPath("/ui/why");
        if (token != null) {
            link.queryParam("token", "{token}");
        }
        link.queryParam("api", "{api}").queryParam("method", "{method}").queryParam("path", "{path}");
        Object[] values = token == null
                ? new Object[] {api, method, sample(path)}
                : new Object[] {token, api, method, sample(path)};
        return link.encode().buildAndExpand(values).toUriString();
    }

    /** The log has patterns in place of paths: where it has a variable, the name of that stands for a value. */
    private static String sample(String path) {
        return path.replace("{...}", "-").replaceAll("\\{([^}]*)}", "$1").replace("*", "-");
    }
}
