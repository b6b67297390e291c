package dev.scopegate.gateway.credential;

import java.util.ArrayList;
import java.util.List;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Reads the one credential of a request from the places where its route allows one. */
public final class CredentialReader {

    private static final Reading NONE = new Reading.None();
    private static final Reading SEVERAL = new Reading.Several();
    private static final Reading UNREADABLE = new Reading.Unreadable();

    public Reading read(ServerHttpRequest request, List<CredentialSource> sources) {
        List<String> found = new ArrayList<>(2);
        for (CredentialSource source : sources) {
            source.read(request, found);
        }
        if (found.isEmpty()) {
            return NONE;
        }
        String first = found.getFirst();
        for (String other : found) {
            if (!other.equals(first)) {
                return SEVERAL;
            }
        }
        return isReadable(first) ? new Reading.One(new Credential(first)) : UNREADABLE;
    }

    private static boolean isReadable(String value) {
        if (value.length() > Credential.MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x20 || c > 0x7E) {
                return false;
            }
        }
        return true;
    }
}
