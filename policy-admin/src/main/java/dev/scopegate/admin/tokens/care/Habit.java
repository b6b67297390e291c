package dev.scopegate.admin.tokens.care;

import dev.scopegate.policy.capability.Capability;
import dev.scopegate.policy.capability.CapabilityRef;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.capability.OperationRef;
import dev.scopegate.policy.token.GrantedCapability;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which of its capabilities a token has ever used.
 *
 * @param used with the number of calls that each let pass
 * @param unused never needed so far
 */
public record Habit(List<Use> used, List<GrantedCapability> unused) {

    public Habit {
        used = List.copyOf(used);
        unused = List.copyOf(unused);
    }

    /** A capability, and how many calls it can have let pass; one that several cover counts for each. */
    public record Use(GrantedCapability capability, long calls) {}

    /**
     * Tells from what was called.
     *
     * @param uses calls by operation, or by method and path where no catalogue names one
     */
    static Habit of(
            List<GrantedCapability> granted, Map<String, Long> uses, Function<OperationRef, Optional<Operation>> find) {
        List<Use> used = new ArrayList<>();
        List<GrantedCapability> unused = new ArrayList<>();
        for (GrantedCapability each : granted) {
            long calls = uses.entrySet().stream()
                    .filter(use -> isBy(each.capability(), use.getKey(), find))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            if (calls > 0) {
                used.add(new Use(each, calls));
            } else {
                unused.add(each);
            }
        }
        return new Habit(used, unused);
    }

    /** Whether such a call can have passed by the capability; where that cannot be told, it is taken to have. */
    private static boolean isBy(
            CapabilityRef capability, String use, Function<OperationRef, Optional<Operation>> find) {
        return switch (capability) {
            case OperationRef operation -> operation.text().equals(use);
            case Capability inline ->
                called(use, find)
                        .map(calls -> calls.stream().anyMatch(inline::meets))
                        .orElse(true);
        };
    }

    /** What the use was called by; nothing where no catalogue names it any more. */
    private static Optional<List<Capability>> called(String use, Function<OperationRef, Optional<Operation>> find) {
        try {
            return switch (CapabilityRef.parse(use)) {
                case Capability call -> Optional.of(List.of(call));
                case OperationRef ref -> find.apply(ref).map(Operation::capabilities);
            };
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What the token keeps when it is narrowed to what it used. */
    public List<GrantedCapability> kept() {
        return used.stream().map(Use::capability).toList();
    }
}
