package dev.scopegate.gateway;

import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.limit.Quota;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.FirstSight;
import dev.scopegate.policy.token.Identity;
import dev.scopegate.store.AccountProfile;
import dev.scopegate.store.Commit;
import dev.scopegate.wire.EthereumWallet;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Someone with a wallet, and an account or none. */
record OceanCaller(EthereumWallet wallet, String account) {

    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
    private static final String EVERYTHING = "* /**";

    /** Nobody has an account for the address. */
    static OceanCaller unknown() {
        EthereumWallet wallet = new EthereumWallet();
        return new OceanCaller(wallet, FirstSight.accountId(identityOf(wallet)));
    }

    /** The address belongs to an account of its own. */
    static OceanCaller known(RunningGateway gateway, List<Limit> limits) {
        OceanCaller caller = unknown();
        caller.put(gateway, limits, false);
        gateway.mint.commit(Commit.by("test", "link", caller.account)
                .put(AccountProfile.of(caller.account, null, null, LONG_AGO)
                        .withIdentities(Set.of(caller.identity()), LONG_AGO)));
        return caller;
    }

    static OceanCaller known(RunningGateway gateway) {
        return known(gateway, List.of());
    }

    /** The account gets limits that are out of the way. */
    void changed(RunningGateway gateway) {
        put(gateway, List.of(new Quota(1_000, Quota.Refill.NEVER)), false);
    }

    void lock(RunningGateway gateway) {
        put(gateway, List.of(), true);
    }

    Identity identity() {
        return identityOf(wallet);
    }

    String address() {
        return wallet.shown();
    }

    /** The target of a signed download. */
    String download(String nonce) {
        return download(nonce, wallet);
    }

    /** The same, signed by whomever. */
    String download(String nonce, EthereumWallet signer) {
        return "/api/services/download?documentId=did%3Aop%3A1&consumerAddress=" + address() + "&nonce=" + nonce
                + "&signature=" + signer.sign("did:op:1" + nonce);
    }

    private void put(RunningGateway gateway, List<Limit> limits, boolean locked) {
        gateway.mint.commit(Commit.by("test", "account", account)
                .put(new Account(account, account, Set.of(), TokenMint.granted(EVERYTHING), limits, locked, LONG_AGO)));
    }

    private static Identity identityOf(EthereumWallet wallet) {
        return new Identity(Identity.ETHEREUM, wallet.address());
    }
}
