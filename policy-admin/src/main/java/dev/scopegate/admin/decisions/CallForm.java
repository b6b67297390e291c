package dev.scopegate.admin.decisions;

import dev.scopegate.admin.http.OriginReader;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.policy.access.AccessRequest;
import dev.scopegate.policy.access.CanonicalPath;
import java.net.InetAddress;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A call that is asked about, as people write it. */
public final class CallForm {

    private static final Pattern API = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Pattern METHOD = Pattern.compile("[A-Z][A-Z-]{0,31}");

    private CallForm() {}

    /**
     * The call.
     *
     * @param source the address it comes from; null where that is not known
     */
    public static AccessRequest read(String api, String method, String path, @Nullable String source, Instant now) {
        return new AccessRequest("explain", api(api), method(method), path(path), source(source), now);
    }

    public static String api(String text) {
        if (!API.matcher(text).matches()) {
            throw RefusedException.invalid("api must be the name of an API, but was '" + text + "'");
        }
        return text;
    }

    public static String method(String text) {
        if (!METHOD.matcher(text).matches()) {
            throw RefusedException.invalid("method must be upper-case letters, but was '" + text + "'");
        }
        return text;
    }

    public static CanonicalPath path(String text) {
        return CanonicalPath.of(text)
                .orElseThrow(() -> RefusedException.invalid("path has no canonical form: such a call is refused as"
                        + " ambiguous_path before any token is looked at"));
    }

    public static @Nullable InetAddress source(@Nullable String text) {
        InetAddress address = text == null ? null : OriginReader.parse(text);
        if (text != null && address == null) {
            throw RefusedException.invalid("address must be an IP address, but was '" + text + "'");
        }
        return address;
    }
}
