package dev.scopegate.policy.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scopegate.policy.access.AccessRequest;
import dev.scopegate.policy.access.CanonicalPath;
import dev.scopegate.policy.access.CredentialKind;
import dev.scopegate.policy.capability.Capability;
import dev.scopegate.policy.capability.CapabilityRef;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.policy.capability.OperationRef;
import dev.scopegate.policy.decision.Decider;
import dev.scopegate.policy.decision.Decision.Deny;
import dev.scopegate.policy.decision.Decision.Permit;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalGrantsTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final OperationCatalogue SHOP = OperationCatalogue.of(
            "shop",
            List.of(new Operation(
                    new OperationRef("shop", "ordersList"), List.of(Capability.parse("GET /orders")), 1, "", "")));

    @ParameterizedTest
    @ValueSource(strings = {"shop:ordersList", "ordersList"})
    void a_word_names_an_operation_of_its_api_or_of_the_routes(String word) {
        assertThat(outcome(issuer("", "* /**"), word)).isEqualTo("permit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* /**",
                "*",
                "shop:*",
                "**",
                "GET /orders",
                "shop:orders*",
                "openid",
                "other:ordersList",
                ":",
                ""
            })
    void no_other_word_opens_anything(String word) {
        assertThat(outcome(issuer("", "* /**"), word)).isEqualTo("no_capability shop:ordersList");
    }

    @Test
    void a_word_opens_no_more_than_the_issuer_is_trusted_with() {
        assertThat(outcome(issuer(""), "shop:ordersList")).startsWith("no_capability");
        assertThat(outcome(issuer("", "POST /**"), "shop:ordersList")).startsWith("no_capability");
        assertThat(outcome(issuer("", "shop:ordersList"), "shop:ordersList")).isEqualTo("permit");
    }

    @Test
    void with_a_prefix_only_words_that_have_it_count() {
        assertThat(outcome(issuer("api://gate/", "* /**"), "api://gate/ordersList"))
                .isEqualTo("permit");
        assertThat(outcome(issuer("api://gate/", "* /**"), "ordersList")).startsWith("no_capability");
    }

    @Test
    void a_subject_is_readable_where_its_characters_are_harmless() {
        Grant plain = grantOf("user-1@corp", "a");
        Grant odd = grantOf("}:x\r\n{acc_1", "a");
        Grant other = grantOf("~" + odd.account().substring("corp:~".length()), "a");

        assertThat(plain.account()).isEqualTo("corp:user-1@corp");
        assertThat(odd.account()).matches("corp:~[A-Za-z0-9_-]{22}").isNotEqualTo(other.account());
        assertThat(plain.tokenId())
                .matches("ext_[A-Za-z0-9_-]{22}")
                .isNotEqualTo(grantOf("user-1@corp", "b").tokenId());
        assertThat(plain.principal().kind()).isEqualTo(CredentialKind.EXTERNAL_TOKEN);
        assertThat(plain.principal().issuer()).isEqualTo("https://idp.test");
    }

    @Test
    void a_token_with_too_many_words_or_without_a_subject_is_none() {
        List<String> words = Collections.nCopies(ExternalToken.MAX_WORDS + 1, "a");

        assertThatThrownBy(() -> new ExternalToken("s", "j", words, Validity.UNBOUND))
                .hasMessageContaining("at most 100");
        assertThatThrownBy(() -> new ExternalToken("", "j", List.of(), Validity.UNBOUND))
                .hasMessageContaining("needs a subject");
    }

    private static ExternalGrants issuer(String prefix, String... ceiling) {
        return new ExternalGrants(
                "corp",
                "https://idp.test",
                prefix,
                List.of(ceiling).stream()
                        .map(text -> new GrantedCapability(CapabilityRef.parse(text), List.of()))
                        .toList());
    }

    private static Grant grantOf(String subject, String uniqueName) {
        return issuer("").compile(new ExternalToken(subject, uniqueName, List.of(), Validity.UNBOUND), "shop");
    }

    private static String outcome(ExternalGrants grants, String word) {
        Grant grant = grants.compile(new ExternalToken("me", "jti", List.of(word), Validity.UNBOUND), "shop");
        AccessRequest request = new AccessRequest(
                "shop", "shop", "GET", CanonicalPath.of("/orders").orElseThrow(), null, NOON);
        return switch (new Decider().decide(request, grant, SHOP)) {
            case Permit permit -> "permit";
            case Deny deny -> deny.reason().code() + " " + deny.sufficient();
        };
    }
}
