package dev.scopegate.policy.decision;

import static dev.scopegate.policy.decision.Fixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.policy.access.AccessRequest;
import dev.scopegate.policy.access.Network;
import dev.scopegate.policy.decision.Decision.Deny;
import dev.scopegate.policy.decision.Decision.Permit;
import dev.scopegate.policy.limit.Meter;
import dev.scopegate.policy.limit.Quota;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.Client;
import dev.scopegate.policy.token.FirstSight;
import dev.scopegate.policy.token.Grant;
import dev.scopegate.policy.token.GrantCompiler;
import dev.scopegate.policy.token.GrantedCapability;
import dev.scopegate.policy.token.Identity;
import dev.scopegate.policy.token.Lineage;
import dev.scopegate.policy.token.Lineage.Generation;
import dev.scopegate.policy.token.Revocation;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.policy.token.Validity;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class DeciderTest {

    private final Decider decider = new Decider();

    @ParameterizedTest(name = "{3}: {1} {2} under [{0}]")
    @CsvFileSource(
            resources = "/decisions/capabilities.csv",
            numLinesToSkip = 1,
            delimiter = '|',
            quoteCharacter = '\'')
    void decides_as_the_table_says(String capabilities, String method, String path, String expected) {
        assertThat(outcomeOf(grantOf(capabilities), request(method, path))).isEqualTo(expected);
    }

    @Test
    void a_grant_begins_and_ends_on_the_instant() {
        Validity hour = new Validity(NOON.minusSeconds(3600), NOON);
        Grant grant =
                grant(OWNER, new Generation(token("t", termsWithin(hour, List.of(), Set.of()), null, null), null));

        assertThat(outcomeOf(grant, at(-1))).isEqualTo("permit");
        assertThat(outcomeOf(grant, at(0))).isEqualTo("expired_token");
        assertThat(outcomeOf(grant, at(-3600))).isEqualTo("permit");
        assertThat(outcomeOf(grant, at(-3601))).isEqualTo("not_yet_valid");
    }

    @Test
    void every_link_of_the_chain_must_cover_the_call() {
        TokenRecord parent = token("parent", terms(granted("GET /a, GET /b")), null, null);
        TokenRecord child = token("child", terms(null), "parent", "acl_1");
        Generation listed = new Generation(child, accessList("GET /a, GET /c"));
        Generation above = new Generation(parent, null);

        assertThat(outcomeOf(grant(OWNER, listed, above), request("GET", "/a"))).isEqualTo("permit");
        assertThat(missedBy(grant(OWNER, listed, above), "/c")).isEqualTo("parent");
        assertThat(missedBy(grant(OWNER, listed, above), "/b")).isEqualTo("acl_1");
        assertThat(missedBy(grant(account("GET /b"), listed, above), "/a")).isEqualTo("acc_1");
    }

    @Test
    void what_a_token_depends_on_ends_it_when_it_is_gone() {
        TokenRecord parent = token("parent", terms(granted("* /**")), null, null);
        TokenRecord child = token("child", terms(granted("* /**")), "parent", null);
        TokenRecord listed = token("listed", terms(null), null, "acl_1");
        AccessRequest any = request("GET", "/a");

        assertThat(outcomeOf(grant(OWNER, new Generation(listed, null)), any)).isEqualTo("revoked_token");
        assertThat(outcomeOf(grant(null, new Generation(parent, null)), any)).isEqualTo("revoked_token");
        assertThat(outcomeOf(
                        grant(
                                OWNER,
                                new Generation(child, null),
                                new Generation(parent.revoked(new Revocation(NOON, "acc_1", "")), null)),
                        any))
                .isEqualTo("revoked_token");
        assertThat(outcomeOf(
                        grant(OWNER, new Generation(child, null), new Generation(parent.withDisabled(true), null)),
                        any))
                .isEqualTo("disabled_token");
    }

    @Test
    void a_token_is_bound_to_its_networks_and_its_audience() throws UnknownHostException {
        var terms = termsWithin(Validity.UNBOUND, List.of(Network.parse("10.0.0.0/8")), Set.of("shop"));
        Grant grant = grant(OWNER, new Generation(token("t", terms, null, null), null));
        AccessRequest home = from("10.1.2.3", "shop");

        assertThat(outcomeOf(grant, home)).isEqualTo("permit");
        assertThat(outcomeOf(grant, from("192.0.2.1", "shop"))).isEqualTo("wrong_network");
        assertThat(outcomeOf(grant, from("10.1.2.3", "bank"))).isEqualTo("wrong_audience");
        assertThat(outcomeOf(grant, request("GET", "/a"))).isEqualTo("wrong_network");
    }

    @Test
    void what_was_issued_through_a_client_is_worth_no_more_than_the_client() {
        TokenRecord plain = token("t", terms(granted("* /**")), null, null);
        TokenRecord token =
                new TokenRecord(plain.id(), plain.kind(), plain.issuance().through("app"), plain.terms(), false, null);
        Client client = new Client("app", "acc_2", "an app", null, false, NOON);
        Account manager = manager(false);

        assertThat(outcomeThrough(token, client, manager)).isEqualTo("permit");
        assertThat(outcomeThrough(token, client.withDisabled(true), manager)).isEqualTo("disabled_token");
        assertThat(outcomeThrough(token, null, null)).isEqualTo("revoked_token");
        assertThat(outcomeThrough(token, client, manager(true))).isEqualTo("disabled_token");
        assertThat(outcomeThrough(token, client, null)).isEqualTo("revoked_token");
        assertThat(compiled(token, client, manager).dependsOn()).contains("client:app", "account:acc_2");
    }

    private static Account manager(boolean locked) {
        return new Account("acc_2", "manager", Set.of(), List.of(), List.of(), locked, NOON);
    }

    private String outcomeThrough(TokenRecord token, @Nullable Client client, @Nullable Account manager) {
        return outcomeOf(compiled(token, client, manager), request("GET", "/a"));
    }

    private static Grant compiled(TokenRecord token, @Nullable Client client, @Nullable Account manager) {
        return new GrantCompiler("scopegate")
                .compile(new Lineage(List.of(new Generation(token, null)), OWNER, client, manager));
    }

    @Test
    void a_proof_acts_with_its_accounts_capabilities_on_one_api() {
        Identity identity = new Identity(Identity.ETHEREUM, "0x07c1c6aa38ecdf52e304e92796d9c1d6ee0a5db4");
        GrantCompiler compiler = new GrantCompiler("scopegate");
        Account seenFirst = new FirstSight(Identity.ETHEREUM, granted("GET /a")).accountOf(identity, NOON);

        Grant grant = compiler.compile(identity, seenFirst, "shop");

        assertThat(outcomeOf(grant, request("GET", "/a"))).isEqualTo("permit");
        assertThat(outcomeOf(grant, request("GET", "/b"))).isEqualTo("no_capability");
        assertThat(outcomeOf(compiler.compile(identity, seenFirst, "bank"), request("GET", "/a")))
                .isEqualTo("wrong_audience");
        assertThat(grant.account()).isEqualTo(FirstSight.accountId(identity));
        assertThat(grant.principal().identity()).isEqualTo(identity.text());
    }

    @Test
    void a_refusal_names_what_would_have_been_enough() {
        Deny known = (Deny) decider.decide(request("GET", "/orders"), grantOf("GET /x"), SHOP);
        Deny unknown = (Deny) decider.decide(request("GET", "/y"), grantOf("GET /x"), SHOP);

        assertThat(known.sufficient()).isEqualTo("shop:ordersList");
        assertThat(unknown.sufficient()).isEqualTo("GET /y");
    }

    @Test
    void a_call_owes_every_limit_of_every_capability_that_covers_it() {
        var limited = new GrantedCapability(
                granted("GET /orders").getFirst().capability(), List.of(new Quota(5, Quota.Refill.NEVER)));
        TokenRecord token = token("t", terms(List.of(limited, limited)), null, null);

        Permit permit =
                (Permit) decider.decide(request("GET", "/orders"), grant(OWNER, new Generation(token, null)), SHOP);

        assertThat(permit.due())
                .extracting(Meter::id)
                .containsExactly("token:t/GET /orders/calls", "token:t/GET /orders#2/calls");
    }

    @Test
    void a_costly_operation_counts_for_more_than_one_call() {
        Permit permit = (Permit) decider.decide(request("POST", "/orders/export"), grantOf("* /**"), SHOP);

        assertThat(permit.cost()).isEqualTo(10);
    }

    /** Guards against privilege gain: adding a capability may open requests, but never close one. */
    @RepeatedTest(300)
    void more_capabilities_never_deny_what_fewer_permit(RepetitionInfo seed) {
        SplittableRandom random = new SplittableRandom(seed.getCurrentRepetition());
        String first = anyCapability(random);
        String second = anyCapability(random);
        AccessRequest request = anyRequest(random);

        if (outcomeOf(grantOf(first), request).equals("permit")) {
            assertThat(outcomeOf(grantOf(first + "," + second), request)).isEqualTo("permit");
            assertThat(outcomeOf(grantOf(second + "," + first), request)).isEqualTo("permit");
        }
    }

    /** Guards against delegation beyond one's own power: a child never passes where its parent would not. */
    @RepeatedTest(300)
    void a_childs_grant_never_exceeds_its_parents(RepetitionInfo seed) {
        SplittableRandom random = new SplittableRandom(seed.getCurrentRepetition());
        Generation parent = new Generation(token("parent", terms(granted(anyCapability(random))), null, null), null);
        Generation child = new Generation(token("child", terms(granted(anyCapability(random))), "parent", null), null);
        AccessRequest request = anyRequest(random);

        if (outcomeOf(grant(OWNER, child, parent), request).equals("permit")) {
            assertThat(outcomeOf(grant(OWNER, parent), request)).isEqualTo("permit");
        }
    }

    @Test
    void an_explanation_tells_the_same_decision_and_why_each_capability_missed() {
        Grant grant = grantOf("POST /orders, shop:ordersGet, GET /x");
        Explanation explanation = decider.explain(request("GET", "/orders"), grant, SHOP);

        assertThat(explanation.decision()).isEqualTo(decider.decide(request("GET", "/orders"), grant, SHOP));
        assertThat(explanation.chain().getFirst().attempts())
                .extracting(Explanation.Attempt::why)
                .containsExactly("the method is GET", "the call is 'shop:ordersList'", "the path does not match");
    }

    private String outcomeOf(Grant grant, AccessRequest request) {
        return switch (decider.decide(request, grant, SHOP)) {
            case Permit permit -> "permit";
            case Deny deny -> deny.reason().code();
        };
    }

    private String missedBy(Grant grant, String path) {
        return decider.decide(request("GET", path), grant, SHOP) instanceof Deny deny && deny.missedBy() != null
                ? deny.missedBy().id()
                : "nothing";
    }

    private static AccessRequest at(long seconds) {
        AccessRequest base = request("GET", "/a");
        return new AccessRequest("shop", "shop", "GET", base.path(), null, NOON.plusSeconds(seconds));
    }

    private static AccessRequest from(String address, String api) throws UnknownHostException {
        AccessRequest base = request("GET", "/a");
        return new AccessRequest("shop", api, "GET", base.path(), InetAddress.getByName(address), NOON);
    }
}
