package dev.scopegate.admin.introspection;

import dev.scopegate.policy.capability.CapabilityRef;
import dev.scopegate.policy.capability.OperationRef;
import dev.scopegate.policy.token.Allowance;
import dev.scopegate.policy.token.Delegation;
import dev.scopegate.policy.token.Grant;
import dev.scopegate.policy.token.Link;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What all links of a token's chain hold together, never more. Where two overlap and neither holds the other, the overlap
 * is not named.
 *
 * @param capabilities each covered by every link
 */
record Scope(List<CapabilityRef> capabilities) {

    static Scope of(Grant grant, Delegation delegation) {
        Set<CapabilityRef> common = null;
        for (Link link : grant.links()) {
            List<Allowance> held = link.capabilities();
            if (held != null) {
                List<CapabilityRef> own =
                        held.stream().map(Allowance::capability).toList();
                common = common == null ? new LinkedHashSet<>(own) : meet(common, link, own, delegation);
            }
        }
        return new Scope(common == null ? List.of() : List.copyOf(common));
    }

    private static Set<CapabilityRef> meet(
            Set<CapabilityRef> common, Link link, List<CapabilityRef> own, Delegation delegation) {
        Set<CapabilityRef> both = new LinkedHashSet<>();
        for (CapabilityRef each : common) {
            if (delegation.holds(link, each)) {
                both.add(each);
            } else {
                own.stream().filter(other -> delegation.covers(each, other)).forEach(both::add);
            }
        }
        return both;
    }

    /** The operations among them, as OAuth writes scopes. */
    String operations() {
        return capabilities.stream()
                .filter(OperationRef.class::isInstance)
                .map(CapabilityRef::text)
                .collect(Collectors.joining(" "));
    }

    List<String> texts() {
        return capabilities.stream().map(CapabilityRef::text).toList();
    }
}
