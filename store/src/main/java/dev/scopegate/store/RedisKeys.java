package dev.scopegate.store;

import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.policy.token.AccessList;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.Client;
import dev.scopegate.policy.token.FirstSight;
import dev.scopegate.policy.token.Identity;
import dev.scopegate.policy.token.Issuance;
import dev.scopegate.policy.token.TokenRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Names of everything in Redis. All policy shares one slot of a cluster, so that any change of it is one transaction;
 * the meters of one account share another.
 */
final class RedisKeys {

    static final String POLICY = "sg:{policy}:";
    static final String TOKEN = POLICY + "token:";
    static final String ACCESS_LIST = POLICY + "acl:";
    static final String ACCOUNT = POLICY + "account:";
    static final String CATALOGUE = POLICY + "catalogue:";
    static final String CLIENT = POLICY + "client:";
    static final String IDENTITY = POLICY + "identity:";
    static final String FIRST_SIGHTS = POLICY + "first-sights";
    static final String CATALOGUES = POLICY + "catalogues";
    static final String TOKENS = POLICY + "tokens";
    static final String ACCOUNTS = POLICY + "accounts";
    static final String CHANGES = POLICY + "changes";
    static final String AUDIT = POLICY + "audit";
    static final String GATEWAYS = POLICY + "gateways";
    static final String GATEWAY = POLICY + "gateway:";
    static final String DIGEST = POLICY + "digest:";
    static final String DECISIONS = "sg:decisions";
    static final String USAGE = "sg:usage:";

    private RedisKeys() {}

    /** Where a record of policy stands. */
    static String record(@Nullable Object value) {
        return switch (value) {
            case TokenRecord token -> token(token.id());
            case AccessList list -> accessList(list.id());
            case Account account -> account(account.id());
            case AccountProfile profile -> profile(profile.account());
            case Client client -> client(client.id());
            case FirstSight firstSight -> firstSight(firstSight.scheme());
            case OperationCatalogue catalogue -> catalogue(catalogue.api());
            case null, default ->
                throw new IllegalArgumentException("a record of policy must be a token, access list, account, profile,"
                        + " client, first sight or catalogue, but was none of them");
        };
    }

    static String token(String id) {
        return TOKEN + id;
    }

    static String children(String tokenId) {
        return token(tokenId) + ":children";
    }

    /** Digests of the token, each with when it ends in milliseconds, or 0. */
    static String digestsOf(String tokenId) {
        return token(tokenId) + ":digests";
    }

    static String digest(String value) {
        return DIGEST + value;
    }

    static String accessList(String id) {
        return ACCESS_LIST + id;
    }

    static String tokensOfAccessList(String id) {
        return accessList(id) + ":tokens";
    }

    /** Those that are neither revoked nor expired, each with when it expires. */
    static String livingTokensOfAccessList(String id) {
        return accessList(id) + ":living";
    }

    static String account(String id) {
        return ACCOUNT + id;
    }

    static String tokensOfAccount(String id) {
        return account(id) + ":tokens";
    }

    static String accessListsOfAccount(String id) {
        return account(id) + ":acls";
    }

    static String profile(String account) {
        return POLICY + "profile:" + account;
    }

    static String login(String name) {
        return POLICY + "login:" + name.toLowerCase(Locale.ROOT);
    }

    static String email(String address) {
        return POLICY + "email:" + address.toLowerCase(Locale.ROOT);
    }

    static String identity(Identity identity) {
        return IDENTITY + identity.text();
    }

    static String client(String id) {
        return CLIENT + id;
    }

    static String clientsOfAccount(String id) {
        return account(id) + ":clients";
    }

    static String tokensOfClient(String id) {
        return client(id) + ":tokens";
    }

    static String firstSight(String scheme) {
        return POLICY + "first-sight:" + scheme;
    }

    static String catalogue(String api) {
        return CATALOGUE + api;
    }

    /** What of a file's contents is remembered, so that what was imported since is not undone at the next start. */
    static String fileOfCatalogue(String api) {
        return catalogue(api) + ":file";
    }

    static String meter(String account, String meterId) {
        return "sg:limit:{" + account + "}:" + meterId;
    }

    static String used(String tokenId) {
        return "sg:used:" + tokenId;
    }

    /** Counts by the minute of one hour, since the epoch. */
    static String usageByMinute(UsageScope scope, long hour) {
        return USAGE + scope.name() + ":m:" + hour;
    }

    /** Counts by the hour of one day, since the epoch. */
    static String usageByHour(UsageScope scope, long day) {
        return USAGE + scope.name() + ":h:" + day;
    }

    static String busiestOfHour(UsageScope scope, String what, long hour) {
        return USAGE + scope.name() + ":" + what + ":h:" + hour;
    }

    static String busiestOfDay(UsageScope scope, String what, long day) {
        return USAGE + scope.name() + ":" + what + ":d:" + day;
    }

    /** What a token was used for. */
    static String uses(String tokenId) {
        return USAGE + UsageScope.token(tokenId).name() + ":uses";
    }

    static String nonce(String who) {
        return "sg:nonce:" + who;
    }

    static String once(String what) {
        return "sg:once:" + what;
    }

    static String seen(String what) {
        return "sg:seen:" + what;
    }

    /** The lists that a token stands in. */
    static List<String> indexesOf(Issuance issuance) {
        List<String> indexes = new ArrayList<>(List.of(TOKENS, tokensOfAccount(issuance.account())));
        String accessList = issuance.accessList();
        String parent = issuance.parent();
        if (accessList != null) {
            indexes.add(tokensOfAccessList(accessList));
        }
        if (parent != null) {
            indexes.add(children(parent));
        }
        if (issuance.client() != null) {
            indexes.add(tokensOfClient(issuance.client()));
        }
        return indexes;
    }
}
