package dev.scopegate.admin.decisions;

import dev.scopegate.admin.decisions.Remedy.Step;
import dev.scopegate.admin.operations.Catalogues;
import dev.scopegate.admin.tokens.TokenList;
import dev.scopegate.policy.capability.CapabilityRef;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.token.AccessList;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.Delegation;
import dev.scopegate.policy.token.GrantedCapability;
import dev.scopegate.policy.token.Lineage;
import dev.scopegate.policy.token.Lineage.Generation;
import dev.scopegate.policy.token.Link;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.store.TokenQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A token's lineage as it would be with more capabilities, given to the ancestors first; nothing is written. */
final class Widening {

    private final Lineage before;
    private final Delegation delegation;
    private final Map<Link, GrantedCapability> added = new LinkedHashMap<>();

    Widening(Lineage before, Catalogues catalogues) {
        this.before = before;
        this.delegation = new Delegation(catalogues::find);
    }

    void add(Link link, CapabilityRef exact) {
        added.put(link, new GrantedCapability(exact, limitsAbove(link, exact)));
    }

    /** A child has no wider limits than its parent: it gets those of what the parent does it by. */
    private List<Limit> limitsAbove(Link link, CapabilityRef exact) {
        return parentOf(link)
                .map(TokenRecord::terms)
                .flatMap(terms -> terms.capabilities() == null ? Stream.empty() : terms.capabilities().stream())
                .filter(held -> delegation.covers(held.capability(), exact))
                .flatMap(held -> held.limits().stream())
                .distinct()
                .toList();
    }

    private Stream<TokenRecord> parentOf(Link link) {
        boolean token = link.kind() == Link.Kind.TOKEN || link.kind() == Link.Kind.PARENT;
        List<Generation> generations = before.generations();
        for (int i = 0; token && i + 1 < generations.size(); i++) {
            if (generations.get(i).token().id().equals(link.id())) {
                return Stream.of(token(generations.get(i + 1).token()));
            }
        }
        return Stream.empty();
    }

    /** Whose record the link is. */
    String ownerOf(Link link) {
        return switch (link.kind()) {
            case TOKEN, PARENT -> before.token().issuance().account();
            case ACCESS_LIST -> listOf(link).map(AccessList::owner).findFirst().orElse("");
            case ACCOUNT -> link.id();
        };
    }

    Lineage after() {
        List<Generation> generations = before.generations().stream()
                .map(each -> new Generation(token(each.token()), list(each.accessList())))
                .toList();
        return new Lineage(generations, account(before.account()), before.client(), before.clientOwner());
    }

    List<Step> steps(TokenList tokens) {
        List<Step> steps = new ArrayList<>();
        added.forEach((link, adds) -> steps.add(new Step(link, nameOf(link), adds, others(link, tokens))));
        return steps.reversed();
    }

    /** The token with what it gets. */
    TokenRecord token(TokenRecord token) {
        GrantedCapability adds = added(token.id(), Link.Kind.TOKEN, Link.Kind.PARENT);
        return adds == null
                ? token
                : token.withTerms(token.terms().covering(with(token.terms().capabilities(), adds)));
    }

    /** The access list with what it gets. */
    @Nullable
    AccessList list(@Nullable AccessList list) {
        GrantedCapability adds = list == null ? null : added(list.id(), Link.Kind.ACCESS_LIST);
        return list == null || adds == null ? list : list.covering(with(list.capabilities(), adds));
    }

    /** The account with what it gets. */
    @Nullable
    Account account(@Nullable Account account) {
        GrantedCapability adds = account == null ? null : added(account.id(), Link.Kind.ACCOUNT);
        return account == null || adds == null ? account : account.covering(with(account.capabilities(), adds));
    }

    private @Nullable GrantedCapability added(String id, Link.Kind... kinds) {
        return added.entrySet().stream()
                .filter(each -> each.getKey().id().equals(id))
                .filter(each -> List.of(kinds).contains(each.getKey().kind()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    static List<GrantedCapability> with(@Nullable List<GrantedCapability> held, GrantedCapability adds) {
        return Stream.concat(held == null ? Stream.empty() : held.stream(), Stream.of(adds))
                .toList();
    }

    private String nameOf(Link link) {
        return switch (link.kind()) {
            case TOKEN, PARENT ->
                before.generations().stream()
                        .map(Generation::token)
                        .filter(token -> token.id().equals(link.id()))
                        .map(token -> token.issuance().description())
                        .findFirst()
                        .orElse("");
            case ACCESS_LIST -> listOf(link).map(AccessList::name).findFirst().orElse("");
            case ACCOUNT -> before.account() == null ? "" : before.account().name();
        };
    }

    private TokenList.Count others(Link link, TokenList tokens) {
        return switch (link.kind()) {
            case TOKEN -> new TokenList.Count(0, true);
            case PARENT -> new TokenList.Count(1, true);
            case ACCESS_LIST -> tokens.others(TokenQuery.ofAccessList(link.id()), before.token());
            case ACCOUNT -> tokens.others(TokenQuery.ofAccount(link.id()), before.token());
        };
    }

    private Stream<AccessList> listOf(Link link) {
        return before.generations().stream()
                .flatMap(each -> Stream.ofNullable(each.accessList()))
                .filter(list -> list.id().equals(link.id()));
    }
}
