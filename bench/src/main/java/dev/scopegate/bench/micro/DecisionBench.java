package dev.scopegate.bench.micro;

import dev.scopegate.policy.access.AccessRequest;
import dev.scopegate.policy.access.CanonicalPath;
import dev.scopegate.policy.capability.Capability;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.policy.capability.OperationRef;
import dev.scopegate.policy.decision.Decider;
import dev.scopegate.policy.decision.Decision;
import dev.scopegate.policy.limit.RateLimit;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.Grant;
import dev.scopegate.policy.token.GrantCompiler;
import dev.scopegate.policy.token.GrantedCapability;
import dev.scopegate.policy.token.Issuance;
import dev.scopegate.policy.token.Lineage;
import dev.scopegate.policy.token.Terms;
import dev.scopegate.policy.token.TokenKind;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.policy.token.Validity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Judging a call: its path, and whether a token with 20 capabilities, called by the last of them, may make it. */
@State(Scope.Benchmark)
public class DecisionBench {

    private static final String API = "bench";
    private static final int CAPABILITIES = 20;
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String PATH = "/api/things" + (CAPABILITIES - 1) + "/42";

    private final Decider decider = new Decider();
    private final OperationCatalogue catalogue = OperationCatalogue.of(
            API,
            IntStream.range(0, CAPABILITIES)
                    .mapToObj(i -> new Operation(
                            operation(i), List.of(Capability.parse("GET /api/things" + i + "/{id}")), 1, "", ""))
                    .toList());
    private final Grant grant = grant();
    private final AccessRequest allowed = request(PATH);
    private final AccessRequest refused = request("/api/things0/42/secrets");

    private static OperationRef operation(int number) {
        return new OperationRef(API, "thing" + number);
    }

    private static AccessRequest request(String path) {
        return new AccessRequest("things", API, "GET", CanonicalPath.of(path).orElseThrow(), null, NOW);
    }

    private static Grant grant() {
        List<GrantedCapability> capabilities = IntStream.range(0, CAPABILITIES)
                .mapToObj(i -> new GrantedCapability(operation(i), List.of()))
                .toList();
        Terms terms = new Terms(
                capabilities,
                List.of(new RateLimit(1_000, Duration.ofSeconds(1), 1_000)),
                List.of(),
                Set.of(),
                Validity.UNBOUND);
        Issuance issuance = new Issuance("acc_bench", null, null, "", NOW);
        TokenRecord token = new TokenRecord("tok_bench", TokenKind.CAPABILITY, issuance, terms, false, null);
        GrantedCapability everything = new GrantedCapability(Capability.parse("* /**"), List.of());
        Account account = new Account("acc_bench", "bench", Set.of(), List.of(everything), List.of(), false, NOW);
        return new GrantCompiler("scopegate")
                .compile(new Lineage(List.of(new Lineage.Generation(token, null)), account));
    }

    @Benchmark
    public Decision permit() {
        return decider.decide(allowed, grant, catalogue);
    }

    @Benchmark
    public Decision deny() {
        return decider.decide(refused, grant, catalogue);
    }

    @Benchmark
    public Optional<CanonicalPath> canonical_path() {
        return CanonicalPath.of(PATH);
    }

    @Benchmark
    public Optional<CanonicalPath> canonical_path_with_escapes() {
        return CanonicalPath.of("/api/things/caf%c3%a9/%7Euser/a%20b");
    }
}
