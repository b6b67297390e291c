package dev.scopegate.admin.security;

import dev.scopegate.admin.security.CallerCheck.Sources;
import dev.scopegate.admin.security.Identification.Named;
import dev.scopegate.admin.security.Identification.Nobody;
import dev.scopegate.admin.security.Identification.Presenter;
import dev.scopegate.admin.security.Identification.Vouched;
import dev.scopegate.policy.access.AccessRequest;
import dev.scopegate.policy.token.GrantCompiler;
import dev.scopegate.policy.token.Lineage;
import dev.scopegate.store.Tab;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Optional;
import org.springframework.web.servlet.HandlerMapping;

/** Looks again at a call that lasts, as the gateway does at streams: it is to end with the grant that opened it. */
public final class OpenCalls {

    private final Authenticator authenticator;
    private final GrantCompiler compiler;
    private final Gate gate;
    private final InstantSource clock;

    public OpenCalls(Sources sources, Gate gate, InstantSource clock) {
        this.authenticator = sources.authenticator();
        this.compiler = sources.compiler();
        this.gate = gate;
        this.clock = clock;
    }

    /** Whether the call would be let in again, by what it presented; it is not charged again, and keeps its place. */
    public boolean wouldBeLetIn(HttpServletRequest request) {
        if (request.getAttribute(CallerCheck.LEASE) instanceof Tab lease) {
            gate.renew(lease);
        }
        return request.getAttribute(CallerCheck.ACCESS) instanceof AccessRequest access
                && holder(request)
                        .map(compiler::compile)
                        .filter(grant -> gate.wouldPermit(access.askedAt(clock.instant()), grant))
                        .isPresent();
    }

    private Optional<Lineage> holder(HttpServletRequest request) {
        if (Collections.list(request.getHeaders(Assertions.HEADER)).isEmpty()) {
            Object handler = request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE);
            return switch (authenticator.identify(request, CallerCheck.placesOf(handler))) {
                case Presenter(Lineage lineage) -> Optional.of(lineage);
                case Nobody nobody -> Optional.empty();
                case Vouched vouched -> Optional.empty();
                case Named named -> Optional.empty();
            };
        }
        // The gateway's word is good for a moment only; its value is the gateway's to watch, and the token ours.
        return request.getAttribute(CallerCheck.CALLER) instanceof Caller caller
                ? authenticator.resolveId(caller.token().id())
                : Optional.empty();
    }
}
