package dev.scopegate.gateway.proof;

import java.util.Map;

/** The parameters of a call that have a part in its signature, each at most once, as they were sent. */
record Parameters(Map<String, String> values) {

    static final String SIGNATURE = "signature";
    static final String NONCE = "nonce";

    Parameters {
        values = Map.copyOf(values);
    }

    /** The value; empty where there is none. */
    String value(String name) {
        return values.getOrDefault(name, "");
    }

    @Override
    public String toString() {
        return "Parameters" + values.keySet();
    }
}
