package dev.scopegate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scopegate.policy.capability.Capability;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.policy.capability.OperationRef;
import dev.scopegate.policy.limit.Quota;
import dev.scopegate.policy.token.AccessList;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.Identity;
import dev.scopegate.policy.token.TokenRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonCodecTest {

    /** Harm: a limit, a network or an end that is lost on the way to disk makes a token stronger. */
    @Test
    void any_record_reads_back_as_it_was_written() {
        Sample sample = new Sample(42);
        for (int i = 0; i < 1_000; i++) {
            TokenRecord token = sample.anyToken();
            assertThat(JsonCodec.token(JsonCodec.write(token))).isEqualTo(token);
            AccessList list = sample.anyAccessList();
            assertThat(JsonCodec.accessList(JsonCodec.write(list))).isEqualTo(list);
            Account account = sample.anyAccount();
            assertThat(JsonCodec.account(JsonCodec.write(account))).isEqualTo(account);
        }
    }

    @Test
    void the_stored_form_is_the_documented_one() {
        AccessList list = new AccessList(
                "acl_1",
                "acc_1",
                "readers",
                List.of(Sample.capability("hopr:nodeGetVersion")),
                List.of(new Quota(3, Quota.Refill.NEVER), new Quota(10, Quota.Refill.DAY)),
                Sample.NOON);
        assertThat(JsonCodec.write(list))
                .contains("\"capability\":\"hopr:nodeGetVersion\"")
                .contains("{\"type\":\"calls\",\"calls\":3},{\"type\":\"calls\",\"calls\":10,\"per\":\"day\"}")
                .contains("\"createdAt\":\"2030-06-01T12:00:00Z\"")
                .doesNotContain("null");
    }

    @Test
    void an_account_is_stored_without_what_follows_from_it() {
        assertThat(JsonCodec.write(Sample.account())).doesNotContain("administrator");
    }

    @Test
    void a_member_of_a_newer_version_is_passed_over() {
        String json = JsonCodec.write(Sample.account());
        assertThat(JsonCodec.account(json.replaceFirst("\\{", "{\"newer\":{\"a\":[1]},")))
                .isEqualTo(Sample.account());
    }

    @Test
    void a_catalogue_reads_back_and_is_always_written_alike() {
        Operation first = operation("first", "GET /a/{id}", 3);
        Operation second = operation("second", "* /b/**", 1);
        OperationCatalogue catalogue = OperationCatalogue.of("hopr", List.of(first, second));
        String json = JsonCodec.write(catalogue);
        assertThat(JsonCodec.catalogue(json).operations()).containsExactlyInAnyOrder(first, second);
        assertThat(JsonCodec.write(OperationCatalogue.of("hopr", List.of(second, first))))
                .isEqualTo(json);
    }

    @Test
    void a_profile_reads_back_but_never_prints_its_hash() {
        AccountProfile profile = new AccountProfile(
                "acc_1",
                "a@b.example",
                null,
                "$argon2id$hash",
                Set.of(new Identity("nostr", "key")),
                Map.of("a", "b"),
                Instant.EPOCH);
        String json = JsonCodec.write(profile);
        assertThat(JsonCodec.profile(json)).isEqualTo(profile);
        assertThat(new Stored<>(profile, json).toString()).doesNotContain("argon2id");
    }

    /** Harm: a limit that is passed over is lifted. */
    @Test
    void a_limit_that_cannot_be_read_is_an_outage_that_quotes_nothing() {
        AccessList list = new AccessList("a", "b", "secret", List.of(), List.of(new Sample(1).limit()), Sample.NOON);
        String broken = JsonCodec.write(list).replaceFirst("\"type\":\"[a-z]+\"", "\"type\":\"newer\"");
        assertThatThrownBy(() -> JsonCodec.accessList(broken))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("AccessList")
                .hasMessageNotContaining("secret");
    }

    private static Operation operation(String name, String capability, long cost) {
        return new Operation(new OperationRef("hopr", name), List.of(Capability.parse(capability)), cost, "tag", "");
    }
}
