package dev.scopegate.store;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/**
 * The last nonce of each signer: every signature needs a larger one, so that none is good twice.
 *
 * <p>Nothing is forgotten, since whoever saw a signature could send it again when its nonce is. But keys cost nothing, and
 * each that signs would stay for good. So {@link #take} keeps nothing of a signer that it does not know, and who calls
 * {@link #begin} has bounded first how many there can be: by an account that stays too, or by where calls come from. A
 * signer who may do nothing needs no nonce: there is nothing to repeat.
 */
public final class Nonces {

    private static final Script TAKE = Script.named("nonce");
    private static final int MOST_DIGITS = 40;
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,40}(\\.\\d{1,40})?");

    private final RedisConnection redis;

    public Nonces(RedisConnection redis) {
        this.redis = redis;
    }

    /** Whether the text is a nonce: digits, perhaps with a decimal point. */
    public static boolean isNonce(String text) {
        return DECIMAL.matcher(text).matches();
    }

    /** What became of a nonce. */
    public enum Taking {
        TAKEN,
        /** It is not larger than the last one. */
        USED,
        /** It would be the signer's first: nothing was written. */
        FIRST
    }

    /**
     * Takes a nonce, unless it would be the first of its signer.
     *
     * @param signer in one form, such as a lower-case address
     */
    public CompletionStage<Taking> take(String signer, String nonce) {
        return take(signer, nonce, "");
    }

    /** Takes a nonce, the first one too. */
    public CompletionStage<Taking> begin(String signer, String nonce) {
        return take(signer, nonce, "first");
    }

    private CompletionStage<Taking> take(String signer, String nonce, String first) {
        if (!isNonce(nonce)) {
            throw new IllegalArgumentException("nonce must be digits with at most one point, but was of another form");
        }
        return redis.ask(TAKE, List.of(RedisKeys.nonce(signer)), List.of(sortable(nonce), first))
                .thenApply(reply -> switch (Math.toIntExact((Long) reply.getFirst())) {
                    case 1 -> Taking.TAKEN;
                    case 0 -> Taking.USED;
                    default -> Taking.FIRST;
                });
    }

    /** The last nonce that was taken, in its shortest form. */
    public CompletionStage<Optional<BigDecimal>> last(String signer) {
        return redis.ask(commands -> commands.get(RedisKeys.nonce(signer)))
                .thenApply(stored -> Optional.ofNullable(stored).map(Nonces::number));
    }

    private static BigDecimal number(String stored) {
        BigDecimal number = new BigDecimal(stored).stripTrailingZeros();
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    /** Equal numbers give equal texts, and larger numbers later ones: Redis's own numbers would lose digits. */
    private static String sortable(String nonce) {
        int point = nonce.indexOf('.');
        String whole = point < 0 ? nonce : nonce.substring(0, point);
        String fraction = point < 0 ? "" : nonce.substring(point + 1);
        return "0".repeat(MOST_DIGITS - whole.length()) + whole + "." + fraction
                + "0".repeat(MOST_DIGITS - fraction.length());
    }
}
