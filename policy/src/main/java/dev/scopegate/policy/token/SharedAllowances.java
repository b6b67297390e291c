package dev.scopegate.policy.token;

import dev.scopegate.policy.capability.OperationRef;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Allowances of named operations without limits of their own, so that the many grants that hold the same ones hold them
 * once. Each lives as long as a grant that holds it. There are no more of them than catalogues list: what whoever issues a
 * token writes in line is not looked up here, since it could be written so that a look-up takes long.
 */
final class SharedAllowances {

    private static final Map<OperationRef, WeakReference<Allowance>> SHARED = new WeakHashMap<>();

    private SharedAllowances() {}

    static Allowance of(OperationRef operation) {
        synchronized (SHARED) {
            WeakReference<Allowance> known = SHARED.get(operation);
            Allowance allowance = known == null ? null : known.get();
            if (allowance == null) {
                allowance = new Allowance(operation, List.of());
                SHARED.remove(operation);
                SHARED.put(operation, new WeakReference<>(allowance));
            }
            return allowance;
        }
    }
}
