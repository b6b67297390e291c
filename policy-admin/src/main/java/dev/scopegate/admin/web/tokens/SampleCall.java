package dev.scopegate.admin.web.tokens;

import dev.scopegate.admin.operations.Catalogues;
import dev.scopegate.policy.capability.Capability;
import dev.scopegate.policy.capability.CapabilityRef;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.capability.OperationRef;
import dev.scopegate.policy.token.GrantedCapability;
import java.util.List;
import java.util.stream.Stream;

/** A call that a token may make, for an example; its path may still hold what is to be filled in. */
public record SampleCall(String method, String path) {

    private static final SampleCall ANY = new SampleCall("GET", "/");

    /** The first that reads, else the first of all. */
    static SampleCall of(List<GrantedCapability> granted, Catalogues catalogues) {
        List<SampleCall> calls = granted.stream()
                .flatMap(each -> calls(each.capability(), catalogues))
                .map(SampleCall::of)
                .toList();
        return calls.stream()
                .filter(call -> call.method().equals("GET"))
                .findFirst()
                .orElse(calls.isEmpty() ? ANY : calls.getFirst());
    }

    private static Stream<Capability> calls(CapabilityRef capability, Catalogues catalogues) {
        return switch (capability) {
            case Capability inline -> Stream.of(inline);
            case OperationRef ref ->
                catalogues.find(ref).map(Operation::capabilities).stream().flatMap(List::stream);
        };
    }

    private static SampleCall of(Capability capability) {
        String method = capability.method().equals("*") ? "GET" : capability.method();
        return new SampleCall(method, capability.path().toString());
    }

    /** Whether somebody has to fill something in. */
    public boolean isPattern() {
        return path.contains("*") || path.contains("{");
    }
}
