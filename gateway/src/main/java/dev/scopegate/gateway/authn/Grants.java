package dev.scopegate.gateway.authn;

import dev.scopegate.gateway.cache.GrantCache;
import dev.scopegate.gateway.connection.Ready;
import dev.scopegate.policy.decision.Reason;
import dev.scopegate.policy.token.Grant;
import dev.scopegate.policy.token.GrantCompiler;
import dev.scopegate.policy.token.Lineage;
import dev.scopegate.policy.token.Pepper;
import dev.scopegate.policy.token.TokenDigest;
import dev.scopegate.policy.token.TokenKind;
import dev.scopegate.store.TokenStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Finds the grant of a token, by its digest or by its id: remembered, or read from the store and compiled. */
public final class Grants {

    private static final Authentication NOBODY = new Authentication.Unknown(Reason.UNKNOWN_TOKEN);

    private final GrantCache cache;
    private final TokenStore store;
    private final GrantCompiler compiler;
    private final List<Pepper> peppers;

    /**
     * A finder.
     *
     * @param peppers the current pepper, then any previous one whose digests still count
     */
    public Grants(GrantCache cache, TokenStore store, GrantCompiler compiler, List<Pepper> peppers) {
        this.cache = cache;
        this.store = store;
        this.compiler = compiler;
        this.peppers = List.copyOf(peppers);
    }

    /** Names a token in memory without being of use to anyone who reads memory's keys. */
    public String digest(String token) {
        return peppers.getFirst().digest(token).value();
    }

    /** The grant of a token that is kept by its digest. */
    Mono<Authentication> ofToken(String token) {
        return known(cache.get(digest(token), () -> load(() -> store.lineage(digests(token)))));
    }

    /** The grant of a login, whose JWT says which record it is; a record of another kind is not one. */
    Mono<Authentication> ofLogin(String tokenId, String account) {
        Mono<Grant> login = cache.get("login:" + tokenId, () -> load(() -> store.lineage(tokenId), TokenKind.LOGIN));
        return Ready.map(
                known(login),
                found -> found instanceof Authentication.Known known
                                && known.grant().account().equals(account)
                        ? found
                        : NOBODY);
    }

    /** The grant as the store has it now, whatever is remembered. */
    public Mono<Grant> readThrough(String tokenId) {
        return load(() -> store.lineage(tokenId));
    }

    private List<TokenDigest> digests(String token) {
        return peppers.stream().map(pepper -> pepper.digest(token)).toList();
    }

    private Mono<Grant> load(Supplier<CompletionStage<Optional<Lineage>>> query) {
        return lineage(query).map(compiler::compile);
    }

    private Mono<Grant> load(Supplier<CompletionStage<Optional<Lineage>>> query, TokenKind kind) {
        return lineage(query).filter(lineage -> lineage.token().kind() == kind).map(compiler::compile);
    }

    private static Mono<Lineage> lineage(Supplier<CompletionStage<Optional<Lineage>>> query) {
        return Mono.fromCompletionStage(query).flatMap(Mono::justOrEmpty);
    }

    private static Mono<Authentication> known(Mono<Grant> grant) {
        return Ready.orElse(Ready.map(grant, Authentication.Known::new), NOBODY);
    }
}
