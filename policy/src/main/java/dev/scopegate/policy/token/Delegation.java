package dev.scopegate.policy.token;

import dev.scopegate.policy.capability.Capability;
import dev.scopegate.policy.capability.CapabilityRef;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.capability.OperationRef;
import dev.scopegate.policy.limit.Limit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a token may pass on what another asks for: a child is a subset of its parent.
 *
 * <p>What is refused here could not be used anyway, since every parent is a link of the chain that is judged at each
 * call; refusing it at once tells the caller.
 */
public final class Delegation {

    private final Function<OperationRef, Optional<Operation>> operations;

    /**
     * A check against the catalogues of the moment.
     *
     * @param operations finds an operation in its catalogue
     */
    public Delegation(Function<OperationRef, Optional<Operation>> operations) {
        this.operations = operations;
    }

    /** What the child asks for beyond its parent, in words; nothing where it is a subset. */
    public Optional<String> excess(Terms child, Terms parent) {
        if (!child.validity().isWithin(parent.validity())) {
            return Optional.of("it would outlive its parent");
        }
        if (!networksWithin(child, parent) || !audienceWithin(child, parent)) {
            return Optional.of("it would be usable from or for more than its parent");
        }
        if (!limitsWithin(child.limits(), parent.limits())) {
            return Optional.of("its limits are larger than its parent's");
        }
        return excessCapability(child.capabilities(), parent.capabilities());
    }

    /** What an access list would cover beyond each link of its editor's chain but the account, in words. */
    public Optional<String> excess(List<GrantedCapability> wanted, Grant editor) {
        return editor.links().stream()
                .filter(link -> link.kind() != Link.Kind.ACCOUNT)
                .flatMap(link -> Stream.ofNullable(link.capabilities()))
                .map(held -> held.stream().map(Allowance::granted).toList())
                .flatMap(held -> excessCapability(wanted, held).stream())
                .findFirst();
    }

    private Optional<String> excessCapability(
            @Nullable List<GrantedCapability> child, @Nullable List<GrantedCapability> parent) {
        if (parent == null) {
            return Optional.empty();
        }
        if (child == null) {
            return Optional.of("it names no capabilities of its own, but its parent does");
        }
        return child.stream()
                .filter(wanted -> !isHeld(wanted, parent))
                .findFirst()
                .map(wanted -> "its parent does not hold '" + wanted.capability() + "' with limits that large");
    }

    private boolean isHeld(GrantedCapability wanted, List<GrantedCapability> held) {
        List<GrantedCapability> covering = held.stream()
                .filter(each -> covers(each.capability(), wanted.capability()))
                .toList();
        return !covering.isEmpty() && covering.stream().allMatch(each -> limitsWithin(wanted.limits(), each.limits()));
    }

    /** Whether a link of a chain holds the whole of what a capability covers, whatever its limits. */
    public boolean holds(Link link, CapabilityRef wanted) {
        List<Allowance> held = link.capabilities();
        return held == null
                || held.stream()
                        .map(Allowance::capability)
                        .anyMatch(each -> covers(each, wanted)
                                || (link.kind() == Link.Kind.ACCOUNT && coversByWildcard(each, wanted)));
    }

    /** An account's own wildcards take in what has to be named elsewhere. */
    private boolean coversByWildcard(CapabilityRef held, CapabilityRef wanted) {
        return held instanceof Capability capability
                && wanted instanceof OperationRef ref
                && operations
                        .apply(ref)
                        .filter(called -> called.capabilities().stream().allMatch(capability::covers))
                        .isPresent();
    }

    /** Whether one capability holds the whole of what another covers. */
    public boolean covers(CapabilityRef held, CapabilityRef wanted) {
        return switch (held) {
            case OperationRef operation -> operation.equals(wanted);
            case Capability capability ->
                switch (wanted) {
                    case Capability other -> capability.covers(other);
                    case OperationRef other ->
                        operations
                                .apply(other)
                                .map(called -> called.explicit()
                                        ? capability.names(called)
                                        : called.capabilities().stream().allMatch(capability::covers))
                                .orElse(false);
                };
        };
    }

    private static boolean limitsWithin(List<Limit> child, List<Limit> parent) {
        return parent.stream().allMatch(bound -> child.stream().anyMatch(limit -> limit.isWithin(bound)));
    }

    private static boolean networksWithin(Terms child, Terms parent) {
        return parent.networks().isEmpty()
                || (!child.networks().isEmpty()
                        && child.networks().stream()
                                .allMatch(
                                        network -> parent.networks().stream().anyMatch(held -> held.covers(network))));
    }

    private static boolean audienceWithin(Terms child, Terms parent) {
        return parent.audience().isEmpty()
                || (!child.audience().isEmpty() && parent.audience().containsAll(child.audience()));
    }
}
