package dev.scopegate.admin.security;

import dev.scopegate.admin.http.OriginReader;
import dev.scopegate.admin.http.Speaks;
import dev.scopegate.admin.operations.Catalogues;
import dev.scopegate.policy.access.AccessRequest;
import dev.scopegate.policy.access.CanonicalPath;
import dev.scopegate.policy.capability.Capability;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.capability.OperationRef;
import dev.scopegate.policy.decision.Reason;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;

/** Reads what a request asks for: a call of itself, or, for a page, of the operation that it stands for. */
public final class Calls {

    private static final String OWN_API = "scopegate";
    private static final String ROUTE = "policy-admin";

    private final Catalogues catalogues;
    private final InstantSource clock;

    public Calls(Catalogues catalogues, InstantSource clock) {
        this.catalogues = catalogues;
        this.clock = clock;
    }

    AccessRequest of(HttpServletRequest request, Object handler) {
        CanonicalPath path =
                CanonicalPath.of(request.getRequestURI()).orElseThrow(() -> Gate.refused(Reason.AMBIGUOUS_PATH));
        Performs page = handler instanceof HandlerMethod method ? method.getMethodAnnotation(Performs.class) : null;
        return page == null
                ? access(apiOf(handler), request.getMethod(), path, request)
                : inPlaceOf(page.value(), request);
    }

    private AccessRequest inPlaceOf(String operation, HttpServletRequest request) {
        Operation performed = catalogues
                .find(new OperationRef(OWN_API, operation))
                .orElseThrow(() ->
                        new IllegalStateException("a page performs '" + operation + "', which no catalogue names"));
        Capability capability = performed.capabilities().getFirst();
        CanonicalPath path = CanonicalPath.of(sampleOf(capability)).orElseThrow();
        return access(OWN_API, capability.method(), path, request);
    }

    private AccessRequest access(String api, String method, CanonicalPath path, HttpServletRequest request) {
        return new AccessRequest(
                ROUTE, api, method, path, OriginReader.parse(request.getRemoteAddr()), clock.instant());
    }

    /** A path that the capability covers: which record a page is about decides the use case, not the gate. */
    static String sampleOf(Capability capability) {
        return capability.path().toString().replaceAll("\\{[^}]*}", "-");
    }

    /** Which catalogue and audience an operation belongs to. */
    private static String apiOf(@Nullable Object handler) {
        Speaks named =
                handler instanceof HandlerMethod method ? method.getBeanType().getAnnotation(Speaks.class) : null;
        return named == null ? OWN_API : named.value();
    }
}
