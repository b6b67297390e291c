package dev.scopegate.policy.capability;

import dev.scopegate.policy.access.AccessRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A capability named after an operation of one API: {@code hopr:channelsGetChannels}. */
public record OperationRef(String api, String operation) implements CapabilityRef {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,63}:[A-Za-z0-9_./-]{1,128}");

    public OperationRef {
        String text = api + ":" + operation;
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "operation must read 'api:name' (or a capability 'METHOD /path'), but was '" + text + "'");
        }
    }

    /**
     * Reads {@code api:name}.
     *
     * @throws IllegalArgumentException where the text does not
     */
    public static OperationRef parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException(
                    "operation must read 'api:name' (or a capability 'METHOD /path'), but was '" + text + "'");
        }
        return new OperationRef(text.substring(0, colon), text.substring(colon + 1));
    }

    @Override
    public boolean covers(AccessRequest request, @Nullable Operation called) {
        return called != null && isNamed(called.ref());
    }

    /** The names differ more often than the APIs. */
    private boolean isNamed(OperationRef other) {
        return operation.equals(other.operation) && api.equals(other.api);
    }

    @Override
    public boolean names(Operation operation) {
        return isNamed(operation.ref());
    }

    @Override
    public String text() {
        return api + ":" + operation;
    }

    @Override
    public String toString() {
        return text();
    }
}
