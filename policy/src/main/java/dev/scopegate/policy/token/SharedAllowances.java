package dev.scopegate.policy.token;

import dev.scopegate.policy.capability.CapabilityRef;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Allowances that have no limits of their own, so that the many grants that hold the same ones hold them once. Each lives
 * as long as a grant that holds it.
 */
final class SharedAllowances {

    private static final Map<CapabilityRef, WeakReference<Allowance>> SHARED = new WeakHashMap<>();

    private SharedAllowances() {}

    static Allowance of(CapabilityRef capability) {
        synchronized (SHARED) {
            WeakReference<Allowance> known = SHARED.get(capability);
            Allowance allowance = known == null ? null : known.get();
            if (allowance == null) {
                allowance = new Allowance(capability, List.of());
                SHARED.remove(capability);
                SHARED.put(allowance.capability(), new WeakReference<>(allowance));
            }
            return allowance;
        }
    }
}
