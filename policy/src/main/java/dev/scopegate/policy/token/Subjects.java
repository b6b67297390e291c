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

    public static String catalogue(String api) {
        return "catalogue:" + api;
    }
}
