package dev.scopegate.policy.token;

import dev.scopegate.policy.access.CredentialKind;
import dev.scopegate.policy.access.Principal;
import dev.scopegate.policy.capability.OperationRef;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.limit.Meter;
import dev.scopegate.policy.token.Lineage.Generation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles records into the form that is fast to judge. Pure: the same lineage gives an equal grant everywhere. */
public final class GrantCompiler {

    /** Stands where a token's id would: a proof has no record. */
    public static final String PROOF = "proof";

    private final String issuer;

    /**
     * A compiler for one installation.
     *
     * @param issuer who vouches for its subjects; the {@code iss} of its tokens
     */
    public GrantCompiler(String issuer) {
        this.issuer = issuer;
    }

    public Grant compile(Lineage lineage) {
        List<Link> links = new ArrayList<>();
        Set<String> dependsOn = new LinkedHashSet<>();
        Validity validity = Validity.UNBOUND;
        Standing standing = standingOf(lineage);
        for (Generation generation : lineage.generations()) {
            TokenRecord token = generation.token();
            boolean itself = links.isEmpty();
            links.add(linkOf(token, itself ? Link.Kind.TOKEN : Link.Kind.PARENT));
            addAccessList(generation, links, dependsOn);
            dependsOn.add(Subjects.token(token.id()));
            validity = narrower(validity, token.terms().validity());
            standing = standing.orWorse(generation.standing());
        }
        TokenRecord token = lineage.token();
        dependsOn.add(Subjects.account(token.issuance().account()));
        addAccount(lineage.account(), links);
        addClient(lineage, dependsOn);
        return new Grant(token.id(), principalOf(token), links, validity, standing, lineage.client(), dependsOn);
    }

    /**
     * What whoever proves an identity may do with one signed call: the account's own capabilities, on one API.
     *
     * @param account the identity's, or the one that it would get
     */
    public Grant compile(Identity identity, Account account, String api) {
        List<Link> links = new ArrayList<>();
        links.add(new Link(Link.Kind.TOKEN, PROOF, null, List.of(), List.of(), Set.of(api)));
        addAccount(account, links);
        return new Grant(
                PROOF,
                new Principal(account.id(), issuer, CredentialKind.PROOF, identity.text()),
                links,
                Validity.UNBOUND,
                account.locked() ? Standing.DISABLED : Standing.ACTIVE,
                null,
                Set.of(
                        Subjects.account(account.id()),
                        Subjects.identity(identity),
                        Subjects.firstSight(identity.scheme())));
    }

    private Principal principalOf(TokenRecord token) {
        CredentialKind kind =
                token.kind() == TokenKind.LOGIN ? CredentialKind.LOGIN_TOKEN : CredentialKind.OPAQUE_TOKEN;
        return new Principal(
                token.issuance().account(), issuer, kind, token.issuance().identity());
    }

    private static void addClient(Lineage lineage, Set<String> dependsOn) {
        String named = lineage.token().issuance().client();
        if (named != null) {
            dependsOn.add(Subjects.client(named));
        }
        Client client = lineage.client();
        if (client != null) {
            dependsOn.add(Subjects.account(client.owner()));
        }
    }

    /** Without its account or its client a token has no power; with a locked or disabled one it has none for now. */
    private static Standing standingOf(Lineage lineage) {
        Account account = lineage.account();
        if (account == null) {
            return Standing.REVOKED;
        }
        Standing standing = account.locked() ? Standing.DISABLED : Standing.ACTIVE;
        return lineage.token().issuance().client() == null ? standing : standing.orWorse(standingOfClient(lineage));
    }

    /** A client is worth no more than the account that answers for it. */
    private static Standing standingOfClient(Lineage lineage) {
        Client client = lineage.client();
        Account owner = lineage.clientOwner();
        if (client == null || owner == null) {
            return Standing.REVOKED;
        }
        return client.disabled() || owner.locked() ? Standing.DISABLED : Standing.ACTIVE;
    }

    private static Link linkOf(TokenRecord token, Link.Kind kind) {
        Terms terms = token.terms();
        String unit = Subjects.token(token.id());
        return new Link(
                kind,
                token.id(),
                allowances(unit, terms.capabilities()),
                meters(unit, terms.limits()),
                terms.networks(),
                terms.audience());
    }

    private static void addAccessList(Generation generation, List<Link> links, Set<String> dependsOn) {
        String named = generation.token().issuance().accessList();
        if (named != null) {
            dependsOn.add(Subjects.accessList(named));
        }
        AccessList list = generation.accessList();
        if (list != null) {
            String unit = Subjects.accessList(list.id());
            links.add(new Link(
                    Link.Kind.ACCESS_LIST,
                    list.id(),
                    allowances(unit, list.capabilities()),
                    meters(unit, list.limits()),
                    List.of(),
                    Set.of()));
        }
    }

    private static void addAccount(@Nullable Account account, List<Link> links) {
        if (account != null) {
            String unit = Subjects.account(account.id());
            links.add(new Link(
                    Link.Kind.ACCOUNT,
                    account.id(),
                    allowances(unit, account.capabilities()),
                    meters(unit, account.limits()),
                    List.of(),
                    Set.of()));
        }
    }

    static @Nullable List<Allowance> allowances(String unit, @Nullable List<GrantedCapability> capabilities) {
        if (capabilities == null) {
            return null;
        }
        Map<String, Integer> seen = new HashMap<>();
        List<Allowance> allowances = new ArrayList<>();
        for (GrantedCapability granted : capabilities) {
            String text = granted.capability().text();
            int times = seen.merge(text, 1, Integer::sum);
            String scope = unit + "/" + text + (times == 1 ? "" : "#" + times);
            allowances.add(
                    granted.limits().isEmpty() && granted.capability() instanceof OperationRef operation
                            ? SharedAllowances.of(operation)
                            : new Allowance(granted.capability(), meters(scope, granted.limits())));
        }
        return List.copyOf(allowances);
    }

    /** Named by what they limit, not by position, so that a balance survives a change of its neighbours. */
    private static List<Meter> meters(String scope, List<Limit> limits) {
        Map<String, Integer> seen = new HashMap<>();
        List<Meter> meters = new ArrayList<>();
        for (Limit limit : limits) {
            int times = seen.merge(limit.name(), 1, Integer::sum);
            meters.add(new Meter(scope + "/" + limit.name() + (times == 1 ? "" : "#" + times), limit));
        }
        return List.copyOf(meters);
    }

    private static Validity narrower(Validity one, Validity other) {
        return new Validity(later(one.notBefore(), other.notBefore()), sooner(one.expiresAt(), other.expiresAt()));
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }

    private static @Nullable Instant sooner(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }
}
