package dev.scopegate.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.policy.token.AccessList;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.Client;
import dev.scopegate.policy.token.FirstSight;
import dev.scopegate.policy.token.Issuance;
import dev.scopegate.policy.token.TokenRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The form in which records are stored. A member that a newer version wrote is passed over; what is null is left out;
 * the same value gives the same text.
 */
public final class JsonCodec {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new PolicyModule())
            .changeDefaultPropertyInclusion(always -> always.withValueInclusion(JsonInclude.Include.NON_NULL))
            .changeDefaultVisibility(all -> all.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private JsonCodec() {}

    public static String write(TokenRecord token) {
        return MAPPER.writeValueAsString(token);
    }

    public static String write(AccessList list) {
        return MAPPER.writeValueAsString(list);
    }

    public static String write(Account account) {
        return MAPPER.writeValueAsString(account);
    }

    /** Holds the password hash: for the store alone. */
    public static String write(AccountProfile profile) {
        return MAPPER.writeValueAsString(profile);
    }

    /** Holds the sealed secret: for the store alone. */
    public static String write(Client client) {
        return MAPPER.writeValueAsString(client);
    }

    public static String write(FirstSight firstSight) {
        return MAPPER.writeValueAsString(firstSight);
    }

    public static String write(OperationCatalogue catalogue) {
        return MAPPER.writeValueAsString(catalogue);
    }

    /** Rows of texts, each of which may be null. */
    static String write(List<List<@Nullable String>> rows) {
        return MAPPER.writeValueAsString(rows);
    }

    public static TokenRecord token(String json) {
        return read(json, TokenRecord.class);
    }

    /** Of a token, the rest of which is passed over. */
    static Issuance issuance(String tokenJson) {
        return read(tokenJson, TokenIssuance.class).issuance();
    }

    public static AccessList accessList(String json) {
        return read(json, AccessList.class);
    }

    public static Account account(String json) {
        return read(json, Account.class);
    }

    public static AccountProfile profile(String json) {
        return read(json, AccountProfile.class);
    }

    public static Client client(String json) {
        return read(json, Client.class);
    }

    public static FirstSight firstSight(String json) {
        return read(json, FirstSight.class);
    }

    public static OperationCatalogue catalogue(String json) {
        return read(json, OperationCatalogue.class);
    }

    /** Says where the text is wrong, without the parser's message: that may quote a secret. */
    private static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JacksonException e) {
            throw new StoreUnavailableException("stored " + type.getSimpleName() + " must be readable, but is not at '"
                    + e.getPathReference() + "'");
        }
    }

    private record TokenIssuance(Issuance issuance) {}
}
