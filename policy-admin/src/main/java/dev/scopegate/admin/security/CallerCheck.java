package dev.scopegate.admin.security;

import dev.scopegate.admin.http.Open;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.http.OriginReader;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Gate.Verdict;
import dev.scopegate.admin.security.Identification.Named;
import dev.scopegate.admin.security.Identification.Nobody;
import dev.scopegate.admin.security.Identification.Presenter;
import dev.scopegate.admin.security.Identification.Vouched;
import dev.scopegate.policy.access.AccessRequest;
import dev.scopegate.policy.decision.Reason;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.Grant;
import dev.scopegate.policy.token.GrantCompiler;
import dev.scopegate.policy.token.Issuance;
import dev.scopegate.policy.token.Lineage;
import dev.scopegate.policy.token.Lineage.Generation;
import dev.scopegate.policy.token.Terms;
import dev.scopegate.policy.token.TokenKind;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.policy.token.Validity;
import dev.scopegate.store.Tab;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Stands before every operation that exists: no operation is reached without a caller unless it is marked
 * {@link Open}. It runs after the path was matched, so that a call of a path that is not there costs nothing.
 */
public final class CallerCheck implements HandlerInterceptor {

    static final String CALLER = CallerCheck.class.getName() + ".caller";
    /** Stands where a token's id would. */
    private static final String PASSWORD = "password";

    static final String ACCESS = CallerCheck.class.getName() + ".access";
    static final String LEASE = CallerCheck.class.getName() + ".lease";

    private final Authenticator authenticator;
    private final Calls calls;
    private final Gate gate;
    private final GrantCompiler compiler;
    private final OriginReader origins;
    private final PasswordCheck passwords;
    private final DecisionTrail trail;

    public CallerCheck(Sources sources, Calls calls, Gate gate, DecisionTrail trail) {
        this.authenticator = sources.authenticator();
        this.compiler = sources.compiler();
        this.origins = sources.origins();
        this.passwords = sources.passwords();
        this.calls = calls;
        this.gate = gate;
        this.trail = trail;
    }

    /** How a caller is told from a request. */
    public record Sources(
            Authenticator authenticator, GrantCompiler compiler, OriginReader origins, PasswordCheck passwords) {}

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (isOpen(handler) || request.getDispatcherType() == DispatcherType.ERROR) {
            return true;
        }
        Origin origin = origins.read(request);
        AccessRequest access = calls.of(request, handler);
        Lineage lineage = admit(request, access, placesOf(handler));
        request.setAttribute(ACCESS, access);
        request.setAttribute(CALLER, new Caller(ownerOf(lineage), lineage, compiler.compile(lineage), origin));
        return true;
    }

    /** Who made this request; nothing where the operation is open, or was refused. */
    public static Optional<Caller> callerOf(HttpServletRequest request) {
        return request.getAttribute(CALLER) instanceof Caller caller ? Optional.of(caller) : Optional.empty();
    }

    private Lineage admit(HttpServletRequest request, AccessRequest access, List<CredentialPlace> places) {
        return switch (authenticator.identify(request, places)) {
            case Nobody(Reason reason) -> throw Gate.refused(reason);
            case Vouched(Lineage lineage, String operation) -> {
                gate.confirm(access, compiler.compile(lineage), operation);
                yield lineage;
            }
            case Presenter(Lineage lineage) -> {
                pass(request, access, compiler.compile(lineage));
                yield lineage;
            }
            case Named(String name, String password) -> {
                Lineage lineage = forOneCall(passwords.check(name, password, origins.read(request)), access);
                pass(request, access, compiler.compile(lineage));
                yield lineage;
            }
        };
    }

    /** Who proves a password with a call acts as by a login, which lasts for this call and is kept nowhere. */
    private static Lineage forOneCall(Account account, AccessRequest access) {
        Issuance issuance = new Issuance(account.id(), null, null, PASSWORD, access.at());
        Terms terms = new Terms(null, List.of(), List.of(), Set.of(access.api()), Validity.UNBOUND);
        TokenRecord token = new TokenRecord(PASSWORD, TokenKind.LOGIN, issuance, terms, false, null);
        return new Lineage(List.of(new Generation(token, null)), account);
    }

    private void pass(HttpServletRequest request, AccessRequest access, Grant grant) {
        Verdict verdict = gate.judge(access, grant);
        trail.record(access, grant, verdict);
        if (verdict.refusal() != null) {
            throw new RefusedException(verdict.refusal());
        }
        if (verdict.lease() != null) {
            request.setAttribute(LEASE, verdict.lease());
        }
    }

    /** A grant whose account is gone was refused already, as revoked. */
    private static Account ownerOf(Lineage lineage) {
        Account account = lineage.account();
        if (account == null) {
            throw Gate.refused(Reason.REVOKED_TOKEN);
        }
        return account;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (request.getAttribute(LEASE) instanceof Tab lease) {
            gate.release(lease);
        }
    }

    private static boolean isOpen(Object handler) {
        return handler instanceof HandlerMethod method
                && (method.hasMethodAnnotation(Open.class)
                        || method.getBeanType().isAnnotationPresent(Open.class));
    }

    /** Where the callers of an operation may put their credential. */
    static List<CredentialPlace> placesOf(@Nullable Object handler) {
        Credentials named = handler instanceof HandlerMethod method
                ? AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Credentials.class)
                : null;
        return named == null
                ? CredentialPlace.USUAL
                : Stream.of(named.value()).map(CredentialPlace::of).toList();
    }
}
