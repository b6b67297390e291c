package dev.scopegate.policy.decision;

import dev.scopegate.policy.access.AccessRequest;
import dev.scopegate.policy.access.CanonicalPath;
import dev.scopegate.policy.access.Network;
import dev.scopegate.policy.capability.Capability;
import dev.scopegate.policy.capability.CapabilityRef;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.policy.capability.OperationRef;
import dev.scopegate.policy.token.AccessList;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.Grant;
import dev.scopegate.policy.token.GrantCompiler;
import dev.scopegate.policy.token.GrantedCapability;
import dev.scopegate.policy.token.Issuance;
import dev.scopegate.policy.token.Lineage;
import dev.scopegate.policy.token.Lineage.Generation;
import dev.scopegate.policy.token.Terms;
import dev.scopegate.policy.token.TokenKind;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.policy.token.Validity;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A shop with one account, whose tokens the tests judge. */
final class Fixtures {

    static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    static final OperationCatalogue SHOP = OperationCatalogue.of(
            "shop",
            List.of(
                    operation("ordersGet", 1, "GET /orders/{id}"),
                    operation("ordersLatest", 1, "GET /orders/latest"),
                    operation("ordersList", 1, "GET /orders", "GET /orders/"),
                    operation("ordersExport", 10, "POST /orders/export"),
                    new Operation(
                            new OperationRef("shop", "keysMake"),
                            List.of(Capability.parse("POST /keys/{id}/new")),
                            1,
                            "",
                            "",
                            true)));
    static final Account OWNER = account("* /**");

    private Fixtures() {}

    static Operation operation(String name, long cost, String... capabilities) {
        return new Operation(
                new OperationRef("shop", name),
                Stream.of(capabilities).map(Capability::parse).toList(),
                cost,
                "",
                "");
    }

    static List<GrantedCapability> granted(String capabilities) {
        return Stream.of(capabilities.split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> new GrantedCapability(CapabilityRef.parse(text), List.of()))
                .toList();
    }

    static Account account(String capabilities) {
        return new Account("acc_1", "ann", Set.of(), granted(capabilities), List.of(), false, NOON);
    }

    static Terms terms(@Nullable List<GrantedCapability> capabilities) {
        return new Terms(capabilities, List.of(), List.of(), Set.of(), Validity.UNBOUND);
    }

    static Terms termsWithin(Validity validity, List<Network> networks, Set<String> audience) {
        return new Terms(granted("* /**"), List.of(), networks, audience, validity);
    }

    static TokenRecord token(String id, Terms terms, @Nullable String parent, @Nullable String accessList) {
        TokenKind kind = accessList == null ? TokenKind.CAPABILITY : TokenKind.ACCESS_LIST;
        return new TokenRecord(id, kind, new Issuance("acc_1", parent, accessList, "", NOON), terms, false, null);
    }

    static AccessList accessList(String capabilities) {
        return new AccessList("acl_1", "acc_1", "list", granted(capabilities), List.of(), NOON);
    }

    static Grant grant(@Nullable Account account, Generation... generations) {
        return new GrantCompiler("scopegate").compile(new Lineage(List.of(generations), account));
    }

    static Grant grantOf(String capabilities) {
        return grant(OWNER, new Generation(token("tok_1", terms(granted(capabilities)), null, null), null));
    }

    static AccessRequest request(String method, String path) {
        return new AccessRequest("shop", "shop", method, CanonicalPath.of(path).orElseThrow(), null, NOON);
    }

    static String pick(RandomGenerator random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    static String anyCapability(RandomGenerator random) {
        return pick(random, "GET", "POST", "*") + " /"
                + pick(random, "", "a", "a/", "*", "{x}", "a/*", "a/{y}/b", "a/**", "**");
    }

    static AccessRequest anyRequest(RandomGenerator random) {
        return request(
                pick(random, "GET", "POST", "PUT"), "/" + pick(random, "", "a", "a/", "b", "a/b", "a/c/b", "a/b/c/d"));
    }
}
