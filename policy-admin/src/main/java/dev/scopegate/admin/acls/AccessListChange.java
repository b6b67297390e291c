package dev.scopegate.admin.acls;

import dev.scopegate.policy.capability.CapabilityRef;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.token.AccessList;
import dev.scopegate.policy.token.GrantedCapability;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How two versions of an access list differ.
 *
 * @param changed capabilities that stay, with other limits
 */
public record AccessListChange(
        AccessList before,
        AccessList after,
        List<GrantedCapability> added,
        List<GrantedCapability> removed,
        List<OtherLimits> changed) {

    /** A capability that has other limits than before. */
    public record OtherLimits(CapabilityRef capability, List<Limit> before, List<Limit> after) {}

    public static AccessListChange between(AccessList before, AccessList after) {
        Map<CapabilityRef, List<Limit>> was = limitsOf(before);
        Map<CapabilityRef, List<Limit>> now = limitsOf(after);
        List<OtherLimits> changed = new ArrayList<>();
        now.forEach((capability, limits) -> {
            List<Limit> old = was.get(capability);
            if (old != null && !old.equals(limits)) {
                changed.add(new OtherLimits(capability, old, limits));
            }
        });
        return new AccessListChange(before, after, missing(now, was), missing(was, now), changed);
    }

    /** A capability may stand twice: then the limits of both are charged. */
    private static Map<CapabilityRef, List<Limit>> limitsOf(AccessList list) {
        Map<CapabilityRef, List<Limit>> limits = new LinkedHashMap<>();
        list.capabilities()
                .forEach(granted -> limits.computeIfAbsent(granted.capability(), first -> new ArrayList<>())
                        .addAll(granted.limits()));
        return limits;
    }

    private static List<GrantedCapability> missing(
            Map<CapabilityRef, List<Limit>> from, Map<CapabilityRef, List<Limit>> in) {
        return from.entrySet().stream()
                .filter(entry -> !in.containsKey(entry.getKey()))
                .map(entry -> new GrantedCapability(entry.getKey(), entry.getValue()))
                .toList();
    }

    public boolean renames() {
        return !before.name().equals(after.name());
    }

    public boolean limitsChange() {
        return !before.limits().equals(after.limits());
    }

    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && changed.isEmpty() && !renames() && !limitsChange();
    }
}
