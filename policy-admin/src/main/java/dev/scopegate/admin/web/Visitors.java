package dev.scopegate.admin.web;

import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.security.CallerCheck;
import dev.scopegate.admin.security.CallerCheck.Sources;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.Grant;
import dev.scopegate.policy.token.Lineage;
import dev.scopegate.store.StoreUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells pages who is signed in, those too that are open to everybody. It lets nobody in. */
final class Visitors {

    private final Sessions sessions;
    private final Sources sources;
    private final InstantSource clock;

    Visitors(Sessions sessions, Sources sources, InstantSource clock) {
        this.sessions = sessions;
        this.sources = sources;
        this.clock = clock;
    }

    /**
     * Whoever is signed in.
     *
     * @param managesUsers whether other people's accounts are theirs to see
     */
    public record Visitor(String name, boolean administrator, boolean managesUsers) {

        static Visitor of(Caller caller) {
            boolean manages = caller.account().permissions().contains(Account.MANAGE_USERS);
            return new Visitor(caller.account().name(), caller.isAdministrator(), manages || caller.isAdministrator());
        }
    }

    /** Null where nobody is signed in, or cannot be told while the store is not there: a page that is open to all is shown all the same. */
    @Nullable
    Visitor of(HttpServletRequest request) {
        try {
            return CallerCheck.callerOf(request)
                    .or(() -> callerInSession(request))
                    .map(Visitor::of)
                    .orElse(null);
        } catch (StoreUnavailableException e) {
            return null;
        }
    }

    private Optional<Caller> callerInSession(HttpServletRequest request) {
        Optional<Lineage> held = sessions.of(request).flatMap(sources.authenticator()::resolve);
        if (held.isEmpty() || held.get().account() == null) {
            return Optional.empty();
        }
        Grant grant = sources.compiler().compile(held.get());
        Caller caller = new Caller(
                held.get().account(), held.get(), grant, sources.origins().read(request));
        return grant.isInForce(clock.instant()) ? Optional.of(caller) : Optional.empty();
    }
}
