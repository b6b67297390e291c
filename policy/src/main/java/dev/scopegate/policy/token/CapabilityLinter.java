package dev.scopegate.policy.token;

import dev.scopegate.policy.capability.Capability;
import dev.scopegate.policy.capability.CapabilityRef;
import dev.scopegate.policy.capability.Coverage;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.policy.capability.OperationRef;
import dev.scopegate.policy.token.CapabilityWarning.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads lists of capabilities as a careful colleague would, and says what is odd about them. */
public final class CapabilityLinter {

    private final List<OperationCatalogue> catalogues;
    private final Delegation delegation = new Delegation(this::find);

    /** A linter that knows these catalogues. */
    public CapabilityLinter(Collection<OperationCatalogue> catalogues) {
        this.catalogues = List.copyOf(catalogues);
    }

    /** The operations of all catalogues that a capability takes in, in part or as a whole. */
    public List<Coverage> coverageOf(CapabilityRef capability) {
        return catalogues.stream()
                .flatMap(catalogue -> catalogue.coverageOf(capability).stream())
                .toList();
    }

    /** What is odd about a list of an account, in the order of its entries. */
    public List<CapabilityWarning> lint(List<GrantedCapability> entries, Account owner) {
        Link account = new Link(
                Link.Kind.ACCOUNT,
                owner.id(),
                GrantCompiler.allowances(Subjects.account(owner.id()), owner.capabilities()),
                List.of(),
                List.of(),
                Set.of());
        List<CapabilityWarning> warnings = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            CapabilityRef capability = entries.get(i).capability();
            breadth(i, capability, warnings);
            shadow(i, entries).ifPresent(warnings::add);
            if (exists(capability) && !delegation.holds(account, capability)) {
                warnings.add(new CapabilityWarning(
                        i,
                        Kind.BEYOND_ACCOUNT,
                        "the account does not hold all of this: what it may not do, no token of it can"));
            }
        }
        return List.copyOf(warnings);
    }

    private void breadth(int entry, CapabilityRef capability, List<CapabilityWarning> warnings) {
        if (capability instanceof Capability pattern && pattern.path().isUnbounded()) {
            warnings.add(new CapabilityWarning(
                    entry,
                    Kind.OVER_BROAD,
                    "this covers every path of every API, whatever is added later; name what is needed instead"));
            return;
        }
        List<Coverage> covered = coverageOf(capability);
        if (covered.isEmpty()) {
            warnings.add(new CapabilityWarning(entry, Kind.NEVER_MATCHES, nothing(capability)));
        } else if (covered.stream().allMatch(each -> each.extent() == Coverage.Extent.NEEDS_NAME)) {
            warnings.add(new CapabilityWarning(
                    entry,
                    Kind.NEEDS_NAME,
                    "this covers nothing: a wildcard does not take in " + named(covered)
                            + ", which must be named, since what administers tokens and accounts always must"));
        } else {
            severalApis(entry, covered, warnings);
        }
    }

    /** What no catalogue lists, an account can hardly hold: that was said. */
    private boolean exists(CapabilityRef capability) {
        return !(capability instanceof OperationRef ref) || find(ref).isPresent();
    }

    private static String nothing(CapabilityRef capability) {
        return switch (capability) {
            case OperationRef ref -> "no catalogue lists '" + ref + "', so that it covers no call";
            case Capability pattern -> "this matches no operation of any catalogue; is '" + pattern.path() + "' right?";
        };
    }

    private static void severalApis(int entry, List<Coverage> covered, List<CapabilityWarning> warnings) {
        Set<String> apis = new TreeSet<>();
        covered.forEach(each -> apis.add(each.operation().ref().api()));
        if (apis.size() > 1) {
            warnings.add(new CapabilityWarning(
                    entry,
                    Kind.SEVERAL_APIS,
                    "this reaches " + apis.size() + " APIs: " + String.join(", ", apis)
                            + "; a token's audience can narrow it to one"));
        }
    }

    private static String named(List<Coverage> covered) {
        String first = covered.getFirst().operation().ref().text();
        return covered.size() == 1
                ? "'" + first + "'"
                : "'" + first + "' and " + (covered.size() - 1) + (covered.size() == 2 ? " other" : " others");
    }

    /** The limits of every entry that covers a call are charged, so that an entry with limits is never in vain. */
    private Optional<CapabilityWarning> shadow(int entry, List<GrantedCapability> entries) {
        GrantedCapability mine = entries.get(entry);
        if (!mine.limits().isEmpty()) {
            return Optional.empty();
        }
        for (int i = 0; i < entries.size(); i++) {
            GrantedCapability other = entries.get(i);
            boolean twins = delegation.covers(mine.capability(), other.capability())
                    && other.limits().isEmpty();
            if (i != entry && delegation.covers(other.capability(), mine.capability()) && (i < entry || !twins)) {
                String limits = other.limits().isEmpty() ? "" : ", whose limits count its calls too";
                return Optional.of(new CapabilityWarning(
                        entry,
                        Kind.SHADOWED,
                        "this adds nothing: it is covered by '" + other.capability() + "'" + limits));
            }
        }
        return Optional.empty();
    }

    private Optional<Operation> find(OperationRef ref) {
        return catalogues.stream()
                .filter(catalogue -> catalogue.api().equals(ref.api()))
                .findFirst()
                .flatMap(catalogue -> catalogue.find(ref.operation()));
    }
}
