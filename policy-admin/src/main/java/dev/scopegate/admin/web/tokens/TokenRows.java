package dev.scopegate.admin.web.tokens;

import dev.scopegate.admin.changes.Reply;
import dev.scopegate.policy.token.AccessList;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.TokenKind;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes tokens as lines of a list, with the names of what they belong to. */
@Component
final class TokenRows {

    private final Registry registry;
    private final InstantSource clock;

    TokenRows(Registry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
    }

    List<TokenRow> of(List<TokenRecord> tokens) {
        Map<String, Instant> used =
                Reply.of(registry.lastUsed(tokens.stream().map(TokenRecord::id).toList()));
        Map<String, AccessList> lists = Reply.of(registry.accessLists(tokens.stream()
                .flatMap(token -> Stream.ofNullable(token.issuance().accessList()))
                .collect(Collectors.toSet())));
        Map<String, Account> owners = Reply.of(registry.accounts(
                tokens.stream().map(token -> token.issuance().account()).collect(Collectors.toSet())));
        Instant now = clock.instant();
        return tokens.stream()
                .map(token -> new TokenRow(
                        token,
                        StateBadge.of(token, now),
                        source(token, lists),
                        owner(owners.get(token.issuance().account())),
                        used.get(token.id())))
                .toList();
    }

    private static String source(TokenRecord token, Map<String, AccessList> lists) {
        String list = token.issuance().accessList();
        return token.kind() == TokenKind.ACCESS_LIST && list != null
                ? name(lists.get(list))
                : StateBadge.kind(token.kind());
    }

    /** The name of an access list. */
    String list(String id) {
        return name(Reply.of(registry.accessList(id)).map(Stored::value).orElse(null));
    }

    private static String name(@Nullable AccessList list) {
        return list == null ? "a deleted list" : list.name();
    }

    private static String owner(@Nullable Account account) {
        return account == null ? "a deleted account" : account.name();
    }
}
