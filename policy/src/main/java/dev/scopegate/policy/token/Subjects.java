package dev.scopegate.policy.token;

/** How the change log and the meters name the records that a grant depends on. */
public final class Subjects {

    private Subjects() {}

    public static String token(String id) {
        return "token:" + id;
    }

    public static String accessList(String id) {
        return "acl:" + id;
    }

    public static String account(String id) {
        return "account:" + id;
    }

    public static String client(String id) {
        return "client:" + id;
    }

    /** Says that another account holds the identity now, or none. */
    public static String identity(Identity identity) {
        return "identity:" + identity.text();
    }

    public static String firstSight(String scheme) {
        return "first-sight:" + scheme;
    }

    public static String catalogue(String api) {
        return "catalogue:" + api;
    }
}
