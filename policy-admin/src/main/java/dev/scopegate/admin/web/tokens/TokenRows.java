package dev.scopegate.admin.web.tokens;

import dev.scopegate.admin.changes.Reply;
import dev.scopegate.policy.token.TokenKind;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.store.Registry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        Map<String, String> lists = new HashMap<>();
        Map<String, String> owners = new HashMap<>();
        Instant now = clock.instant();
        return tokens.stream()
                .map(token -> new TokenRow(
                        token,
                        StateBadge.of(token, now),
                        source(token, lists),
                        owners.computeIfAbsent(token.issuance().account(), this::owner),
                        used.get(token.id())))
                .toList();
    }

    private String source(TokenRecord token, Map<String, String> lists) {
        String list = token.issuance().accessList();
        return token.kind() == TokenKind.ACCESS_LIST && list != null
                ? lists.computeIfAbsent(list, this::list)
                : StateBadge.kind(token.kind());
    }

    /** The name of an access list. */
    String list(String id) {
        return Reply.of(registry.accessList(id))
                .map(list -> list.value().name())
                .orElse("a deleted list");
    }

    /** The name of an account. */
    String owner(String id) {
        return Reply.of(registry.account(id))
                .map(account -> account.value().name())
                .orElse("a deleted account");
    }
}
