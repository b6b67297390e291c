package dev.scopegate.store;

/** Whose calls are counted together. */
public record UsageScope(String name) {

    /** The calls of everybody, strangers included. */
    public static final UsageScope ALL = new UsageScope("all");

    public static UsageScope account(String id) {
        return new UsageScope("account:" + id);
    }

    public static UsageScope token(String id) {
        return new UsageScope("token:" + id);
    }
}
