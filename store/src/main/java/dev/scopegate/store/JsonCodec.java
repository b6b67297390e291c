package dev.scopegate.store;

import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.policy.token.*;

/** JSON. */
public final class JsonCodec {
    private JsonCodec() {}
    public static String write(TokenRecord value) { return Pending.notYet(); }
    public static String write(AccessList value) { return Pending.notYet(); }
    public static String write(Account value) { return Pending.notYet(); }
    public static String write(AccountProfile value) { return Pending.notYet(); }
    public static String write(OperationCatalogue value) { return Pending.notYet(); }
    public static TokenRecord token(String json) { return Pending.notYet(); }
    public static AccessList accessList(String json) { return Pending.notYet(); }
    public static Account account(String json) { return Pending.notYet(); }
    public static AccountProfile profile(String json) { return Pending.notYet(); }
    public static OperationCatalogue catalogue(String json) { return Pending.notYet(); }
}
