package dev.scopegate.store;

import static dev.scopegate.store.Redis.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.Client;
import dev.scopegate.policy.token.FirstSight;
import dev.scopegate.policy.token.Identity;
import dev.scopegate.policy.token.Lineage;
import dev.scopegate.policy.token.Lineage.Generation;
import dev.scopegate.policy.token.TokenDigest;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.store.TokenStore.Owner;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TokenStoreTest {

    @RegisterExtension
    static final Redis REDIS = new Redis();

    private static final TokenDigest DIGEST = new TokenDigest("of-tok_1");
    private static final TokenDigest NEWER = new TokenDigest("newer-of-tok_1");
    private static final TokenDigest UNKNOWN = new TokenDigest("of-nothing");

    private final PolicyJournal journal = new PolicyJournal(REDIS.connection());
    private final TokenStore store = new TokenStore(REDIS.connection());

    @BeforeEach
    void a_token_of_an_access_list_with_a_parent() {
        get(journal.commit(by().put(Sample.account())
                .put(Sample.accessList("acl_1"))
                .put(Sample.accessList("acl_2"))
                .put(Sample.token("tok_parent", null, "acl_2", null))
                .put(Sample.token("tok_1", "tok_parent", "acl_1", null))
                .putDigest(DIGEST, "tok_1", null)));
    }

    @Test
    void a_lineage_is_the_token_with_its_access_list_its_parents_and_its_account() {
        Lineage lineage = new Lineage(
                List.of(
                        new Generation(Sample.token("tok_1", "tok_parent", "acl_1", null), Sample.accessList("acl_1")),
                        new Generation(Sample.token("tok_parent", null, "acl_2", null), Sample.accessList("acl_2"))),
                Sample.account());
        assertThat(get(store.lineage(List.of(DIGEST)))).contains(lineage);
        assertThat(get(store.lineage(List.of(UNKNOWN, DIGEST)))).contains(lineage);
        assertThat(get(store.lineage("tok_1"))).contains(lineage);
    }

    @Test
    void a_token_that_came_through_a_client_is_read_with_it() {
        Client client = new Client("app", "acc_manager", "an app", "sealed", false, Sample.NOON);
        TokenRecord token = Sample.token("tok_2", null, null, null);
        TokenRecord through =
                new TokenRecord(token.id(), token.kind(), token.issuance().through("app"), token.terms(), false, null);
        get(journal.commit(by().put(client).put(through)));
        assertThat(get(store.lineage("tok_2")).orElseThrow().client()).isEqualTo(client);
        assertThat(get(store.lineage("tok_2")).orElseThrow().clientOwner()).isNull();

        Account manager = new Account("acc_manager", "manager", Set.of(), List.of(), List.of(), true, Sample.NOON);
        get(journal.commit(by().put(manager)));
        assertThat(get(store.lineage("tok_2")).orElseThrow().clientOwner()).isEqualTo(manager);

        get(journal.commit(by().delete(client)));
        assertThat(get(store.lineage("tok_2")).orElseThrow().client()).isNull();
        assertThat(get(store.lineage("tok_2")).orElseThrow().clientOwner()).isNull();
    }

    @Test
    void an_identity_has_the_account_that_holds_it_or_else_the_one_that_it_would_get() {
        Identity identity = new Identity(Identity.ETHEREUM, "0x07c1c6aa38ecdf52e304e92796d9c1d6ee0a5db4");
        assertThat(get(store.accountOf(identity, Sample.NOON))).isEmpty();

        FirstSight firstSight = new FirstSight(Identity.ETHEREUM, List.of(Sample.capability("GET /a")));
        get(journal.commit(by().put(firstSight)));
        assertThat(get(store.accountOf(identity, Sample.NOON)))
                .contains(new Owner(firstSight.accountOf(identity, Sample.NOON), false));

        AccountProfile profile =
                AccountProfile.of(Sample.OWNER, null, null, Sample.NOON).withIdentities(Set.of(identity), Sample.NOON);
        assertThatThrownBy(() -> get(journal.commit(by().held(identity, Sample.OWNER))))
                .isInstanceOf(ConflictException.class);
        get(journal.commit(by().absentIdentity(identity).put(profile)));
        get(journal.commit(by().held(identity, Sample.OWNER)));
        assertThatThrownBy(() -> get(journal.commit(by().held(identity, "acc_other"))))
                .isInstanceOf(ConflictException.class);
        assertThat(get(store.accountOf(identity, Sample.NOON))).contains(new Owner(Sample.account(), true));
        assertThatThrownBy(() -> get(journal.commit(by().absentIdentity(identity))))
                .isInstanceOf(ConflictException.class);

        get(journal.commit(by().delete(profile)));
        assertThat(get(store.accountOf(identity, Sample.NOON)))
                .contains(new Owner(firstSight.accountOf(identity, Sample.NOON), false));
    }

    /** Its owner unlinked it, perhaps because somebody else has the key: it must not open the account again. */
    @Test
    void an_identity_that_was_taken_from_the_account_that_it_once_got_has_none() {
        Identity identity = new Identity(Identity.NOSTR, "ab".repeat(32));
        FirstSight firstSight = new FirstSight(Identity.NOSTR, List.of(Sample.capability("GET /a")));
        get(journal.commit(by().put(firstSight).put(firstSight.accountOf(identity, Sample.NOON))));

        assertThat(get(store.accountOf(identity, Sample.NOON))).isEmpty();
    }

    @Test
    void a_rotated_value_ends_with_its_grace_and_the_new_one_with_the_token() {
        Instant soon = Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.MILLIS);
        get(journal.commit(by().endDigests("tok_1", soon).putDigest(NEWER, "tok_1", null)));

        assertThat(endOf(DIGEST)).isBetween(soon.minusMillis(5), soon.plusMillis(5));
        assertThat(get(store.lineage(List.of(NEWER)))).isEqualTo(get(store.lineage("tok_1")));

        get(journal.commit(by().endDigests("tok_1", Instant.EPOCH)));
        assertThat(get(store.lineage(List.of(DIGEST)))).isEmpty();
        assertThat(get(store.lineage(List.of(NEWER)))).isEmpty();
        assertThat(get(store.lineage("tok_1"))).isPresent();
    }

    private @Nullable Instant endOf(TokenDigest digest) {
        return get(store.lineage(List.of(digest)))
                .orElseThrow()
                .token()
                .terms()
                .validity()
                .expiresAt();
    }

    @Test
    void what_is_unknown_has_no_lineage() {
        assertThat(get(store.lineage(List.of()))).isEmpty();
        assertThat(get(store.lineage(List.of(UNKNOWN)))).isEmpty();
        assertThat(get(store.lineage("tok_2"))).isEmpty();
    }

    @Test
    void a_deleted_access_list_or_account_is_seen_to_be_gone() {
        get(journal.commit(by().delete(Sample.accessList("acl_1")).delete(Sample.account())));
        Lineage lineage = get(store.lineage("tok_1")).orElseThrow();
        assertThat(lineage.generations().getFirst().accessList()).isNull();
        assertThat(lineage.generations().getLast().accessList()).isNotNull();
        assertThat(lineage.account()).isNull();
    }

    /** Harm: a child that outlives its parent's record is bound by it no more. */
    @Test
    void without_its_parent_a_token_has_no_power() {
        get(journal.commit(by().delete(Sample.token("tok_parent", null, "acl_2", null))));
        assertThat(get(store.lineage("tok_1"))).isEmpty();
    }

    @Test
    void a_chain_may_have_eight_generations_and_no_more() {
        Commit commit = by().put(Sample.token("g1"));
        for (int i = 2; i <= 9; i++) {
            commit.put(Sample.token("g" + i, "g" + (i - 1), null, null));
        }
        get(journal.commit(commit));
        assertThat(get(store.lineage("g8")).orElseThrow().generations()).hasSize(8);
        assertThat(get(store.lineage("g9"))).isEmpty();
    }

    @Test
    void a_token_that_is_its_own_ancestor_has_no_power() {
        get(journal.commit(by().put(Sample.token("a", "b", null, null)).put(Sample.token("b", "a", null, null))));
        assertThat(get(store.lineage("a"))).isEmpty();
    }

    @Test
    void scripts_are_sent_again_to_a_server_that_forgot_them() {
        get(store.lineage("tok_1"));
        get(REDIS.connection().commands().scriptFlush());
        assertThat(get(store.lineage("tok_1"))).isPresent();
    }

    private static Commit by() {
        return Commit.by("acc_admin", "test", "test");
    }
}
