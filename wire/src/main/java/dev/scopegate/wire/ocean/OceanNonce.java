package dev.scopegate.wire.ocean;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Nonces as Ocean's clients count them: a decimal, signed as it is written. ocean.js asks for the last one, reads it into
 * a double and adds 1.
 *
 * <p>At most 20 digits stand before the point: from 10<sup>21</sup> on JavaScript writes exponents, and a signer who had
 * used such a nonce could not go on.
 */
public final class OceanNonce {

    private static final Pattern FORM = Pattern.compile("\\d{1,20}(\\.\\d{1,40})?");
    private static final BigInteger COUNTED_EXACTLY = BigInteger.TWO.pow(53).subtract(BigInteger.TWO);
    private static final BigInteger FIRST = BigInteger.ONE;

    private OceanNonce() {}

    /** Whether the text is a nonce. */
    public static boolean isUsable(String text) {
        return FORM.matcher(text).matches();
    }

    /**
     * What a client is told that asks for its last nonce: a whole number N, such that N + 1 is larger than the last one
     * even in doubles, written as JavaScript writes them. Whoever has none is told 1.
     */
    public static BigInteger toldTo(Optional<BigDecimal> last) {
        return last.map(OceanNonce::countable).orElse(FIRST);
    }

    private static BigInteger countable(BigDecimal last) {
        BigInteger whole = last.setScale(0, RoundingMode.FLOOR).toBigInteger();
        if (whole.compareTo(COUNTED_EXACTLY) <= 0) {
            return whole;
        }
        double next = last.doubleValue();
        while (written(next).compareTo(last) <= 0) {
            next = Math.nextUp(next);
        }
        return written(next).toBigInteger();
    }

    /** The shortest digits that give the double back, which is how JavaScript writes it. */
    private static BigDecimal written(double number) {
        return new BigDecimal(Double.toString(number)).setScale(0, RoundingMode.FLOOR);
    }
}
