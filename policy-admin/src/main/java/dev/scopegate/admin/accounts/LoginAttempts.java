package dev.scopegate.admin.accounts;

import dev.scopegate.admin.changes.Ids;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.http.OriginReader;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.policy.access.Subscriber;
import dev.scopegate.policy.limit.Charge;
import dev.scopegate.policy.limit.Meter;
import dev.scopegate.policy.limit.RateLimit;
import dev.scopegate.store.LimitLedger;
import dev.scopegate.store.Tab;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How often passwords may be tried, per account and per address, counted over all instances of this app. An attempt is
 * charged before its password is looked at and given back when it was right, so that guesses in parallel count too.
 */
public final class LoginAttempts {

    private static final String UNIT = "login";
    /** Nobody needs more, and the mailbox is somebody else's perhaps. */
    private static final long MAILS = 3;
    /** So that whoever asks in somebody's name leaves him some. */
    private static final long ASKERS = 2;

    private final LimitLedger ledger;
    private final Ids ids;
    private final AccountsProperties.Attempts most;
    private final InstantSource clock;

    public LoginAttempts(LimitLedger ledger, Ids ids, AccountsProperties.Attempts most, InstantSource clock) {
        this.clock = clock;
        this.ledger = ledger;
        this.ids = ids;
        this.most = most;
    }

    /**
     * Takes one attempt; what it was charged to, or how long to wait. An account has its attempts once, by whichever of its
     * names it is called.
     *
     * @param account the id of the account that is meant; none where there is none of that name
     */
    Attempt begin(Optional<String> account, String name, Origin origin) {
        Meter meant = account.map(id -> meter("account", id, most.perAccount()))
                .orElseGet(() -> meter("name", name.toLowerCase(Locale.ROOT), most.perAccount()));
        return charge(List.of(meant, meter("address", subscriber(origin), most.perAddress())));
    }

    /**
     * Takes one of the accounts that an address may make; it is never given back.
     *
     * @throws RefusedException 429 where there is none left
     */
    public void admitRegistration(Origin origin) {
        admitted(charge(List.of(meter("registration", subscriber(origin), most.perAddress()))));
    }

    /**
     * Takes one of the proofs, other than passwords, that an address may offer or ask for; it is never given back.
     *
     * @throws RefusedException 429 where there is none left
     */
    public void admitProof(Origin origin) {
        admitted(charge(List.of(meter("proof", subscriber(origin), 10 * most.perAddress()))));
    }

    /**
     * Takes one of the mails that an address may ask for, for one mailbox and for all, and that may be asked for one mailbox
     * by all; it is never given back. Strangers can use up the last of these. It refills within the time that a mail is
     * good, so that where it refuses the mailbox holds one that still is.
     *
     * @param good how long what the mail holds is good
     * @throws RefusedException 429 where there is none left
     */
    public void admitMail(String mailbox, Origin origin, Duration good) {
        String box = mailbox.toLowerCase(Locale.ROOT);
        long mails = Math.min(MAILS, most.perAccount());
        Duration refill = good.compareTo(most.period()) < 0 ? good : most.period();
        admitted(charge(List.of(
                meter("mailbox-from", box + "\n" + subscriber(origin), mails),
                meter("mail", subscriber(origin), most.perAddress()),
                meter("mailbox", box, new RateLimit(ASKERS * mails, refill, ASKERS * mails)))));
    }

    /** What was charged, or the refusal that says how long to wait. */
    static Attempt.Taken admitted(Attempt attempt) {
        return switch (attempt) {
            case Attempt.Taken taken -> taken;
            case Attempt.TooMany(Duration wait) ->
                throw new RefusedException(Refusal.of(429, "too_many_attempts", "Too many attempts.")
                        .after(wait));
        };
    }

    /** Takes one proof of an identity through a client; given back where it made nothing new. */
    public Attempt beginProof(Origin origin) {
        return charge(List.of(meter("client-proof", subscriber(origin), most.perAddress())));
    }

    private Attempt charge(List<Meter> meters) {
        Instant begun = clock.instant();
        Tab tab = new Tab(UNIT, ids.decision(), meters, 1);
        return switch (Reply.of(ledger.charge(tab))) {
            case Charge.Accepted accepted -> new Attempt.Taken(tab, begun);
            case Charge.Refused refused ->
                new Attempt.TooMany(refused.retryAfter() == null ? most.period() : refused.retryAfter());
        };
    }

    public void giveBack(Attempt.Taken attempt) {
        Reply.of(ledger.refund(attempt.tab(), Duration.between(attempt.begun(), clock.instant())));
    }

    private Meter meter(String what, String of, long calls) {
        return meter(what, of, new RateLimit(calls, most.period(), calls));
    }

    private static Meter meter(String what, String of, RateLimit limit) {
        return new Meter("login/" + what + "/" + shortened(of), limit);
    }

    private static String subscriber(Origin origin) {
        InetAddress address = OriginReader.parse(origin.address());
        return address == null ? origin.address() : Subscriber.of(address);
    }

    /** People type passwords into the field for names: what they typed is not written anywhere. */
    private static String shortened(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform provides SHA-256", e);
        }
    }

    /** Whether a password, or another proof, may be tried now. */
    public sealed interface Attempt {

        record Taken(Tab tab, Instant begun) implements Attempt {}

        record TooMany(Duration retryAfter) implements Attempt {}
    }
}
