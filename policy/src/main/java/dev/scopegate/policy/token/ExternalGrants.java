package dev.scopegate.policy.token;

import dev.scopegate.policy.access.CredentialKind;
import dev.scopegate.policy.access.Principal;
import dev.scopegate.policy.capability.OperationRef;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What tokens of one external issuer may do: the operations that their scope words name, and never more than the issuer
 * itself is trusted with. A word names one operation; there are no wildcards in it.
 */
public final class ExternalGrants {

    private static final Pattern READABLE = Pattern.compile("[A-Za-z0-9._@|-]{1,64}");
    private static final int DIGEST_CHARACTERS = 22;

    private final String name;
    private final String issuer;
    private final String scopePrefix;
    private final List<GrantedCapability> ceiling;

    /**
     * The rules of one issuer.
     *
     * @param name what this installation calls it; subjects begin with it
     * @param issuer its {@code iss}
     * @param scopePrefix what every scope word must begin with, and is read without; empty for nothing
     * @param ceiling what its subjects may do at most
     */
    public ExternalGrants(String name, String issuer, String scopePrefix, List<GrantedCapability> ceiling) {
        this.name = name;
        this.issuer = issuer;
        this.scopePrefix = scopePrefix;
        this.ceiling = List.copyOf(ceiling);
    }

    /**
     * The grant of a proved token.
     *
     * @param api whose operation a word without the name of an API means
     */
    public Grant compile(ExternalToken token, String api) {
        String subject = subjectOf(token);
        String id = "ext_" + digest(token.uniqueName());
        Set<OperationRef> named = new LinkedHashSet<>();
        token.words().forEach(word -> operation(word, api).ifPresent(named::add));
        List<Allowance> allowed =
                named.stream().map(each -> new Allowance(each, List.of())).toList();
        String unit = Subjects.account(subject);
        return new Grant(
                id,
                new Principal(subject, issuer, CredentialKind.EXTERNAL_TOKEN, null),
                List.of(
                        new Link(Link.Kind.TOKEN, id, allowed, List.of(), List.of(), Set.of()),
                        new Link(
                                Link.Kind.ACCOUNT,
                                subject,
                                GrantCompiler.allowances(unit, ceiling),
                                List.of(),
                                List.of(),
                                Set.of())),
                token.validity(),
                Standing.ACTIVE,
                null,
                Set.of());
    }

    /** What is written in headers and in the names of balances has no other characters; {@code ~} marks a digest. */
    private String subjectOf(ExternalToken token) {
        String subject = token.subject();
        return name + ":" + (READABLE.matcher(subject).matches() ? subject : "~" + digest(subject));
    }

    private Optional<OperationRef> operation(String word, String api) {
        if (!word.startsWith(scopePrefix)) {
            return Optional.empty();
        }
        String operation = word.substring(scopePrefix.length());
        try {
            return Optional.of(
                    operation.indexOf(':') < 0 ? new OperationRef(api, operation) : OperationRef.parse(operation));
        } catch (IllegalArgumentException e) {
            // Issuers have words of their own, such as those of OpenID Connect.
            return Optional.empty();
        }
    }

    private String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((issuer + "\n" + text).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, DIGEST_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
