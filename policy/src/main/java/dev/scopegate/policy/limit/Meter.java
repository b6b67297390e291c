package dev.scopegate.policy.limit;

/**
 * Where one limit's balance is kept: the limit of one capability, token, access list or account.
 *
 * @param id names the balance, the same on every gateway and after every restart
 * @param limit what the balance counts against
 */
public record Meter(String id, Limit limit) {

    /** Of the id alone, which tells meters apart: limits are looked up with each call. */
    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
