package dev.scopegate.admin.usage;

import dev.scopegate.admin.operations.Catalogues;
import dev.scopegate.policy.capability.Capability;
import dev.scopegate.policy.capability.CapabilityRef;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.capability.OperationRef;
import dev.scopegate.policy.token.GrantedCapability;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells which of a token's capabilities its calls may have needed. The log has patterns in place of paths, so that a call
 * counts for every capability that may have covered it: one that is told to be unused was not needed by any.
 */
final class UsedCapabilities {

    /** Ends a path that was too long to be kept. */
    private static final String OPEN_END = "/**";

    private final Catalogues catalogues;

    UsedCapabilities(Catalogues catalogues) {
        this.catalogues = catalogues;
    }

    List<UsedCapability> of(List<GrantedCapability> granted, Map<String, Long> uses) {
        List<Use> read = uses.entrySet().stream()
                .map(entry -> use(entry.getKey(), entry.getValue()))
                .toList();
        return granted.stream()
                .map(each -> new UsedCapability(each, callsBy(each.capability(), read)))
                .toList();
    }

    private static long callsBy(CapabilityRef capability, List<Use> uses) {
        return uses.stream()
                .filter(use -> use.mayNeed(capability))
                .mapToLong(Use::calls)
                .sum();
    }

    private Use use(String text, long calls) {
        if (text.indexOf(' ') >= 0) {
            return new Use(null, masked(text).toList(), calls);
        }
        OperationRef ref = OperationRef.parse(text);
        return new Use(ref, catalogues.find(ref).map(Operation::capabilities).orElse(List.of()), calls);
    }

    /** What stands in place of a secret, and what reads like a wildcard, may have been anything. */
    private static Stream<Capability> masked(String target) {
        int space = target.indexOf(' ');
        boolean open = target.endsWith(OPEN_END);
        String path = Stream.of(target.substring(space + 2, target.length() - (open ? OPEN_END.length() : 0))
                        .split("/", -1))
                .map(segment -> segment.contains("*") || segment.startsWith("{") ? "*" : segment)
                .collect(Collectors.joining("/", "/", open ? OPEN_END : ""));
        try {
            return Stream.of(Capability.parse(target.substring(0, space) + " " + path));
        } catch (IllegalArgumentException unreadable) {
            return Stream.of();
        }
    }

    /**
     * What some calls were for.
     *
     * @param operation null where no catalogue names it
     * @param calledBy methods and paths that it is called by
     */
    private record Use(@Nullable OperationRef operation, List<Capability> calledBy, long calls) {

        boolean mayNeed(CapabilityRef capability) {
            return switch (capability) {
                case OperationRef ref -> ref.equals(operation);
                case Capability inLine -> calledBy.stream().anyMatch(inLine::overlaps);
            };
        }
    }
}
