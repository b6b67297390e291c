package dev.scopegate.wire.ethereum;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** An Ethereum address, in lower case: its checksum (EIP-55) is a matter of spelling. */
public record EthereumAddress(String value) {

    private static final Pattern FORM = Pattern.compile("0x[0-9a-f]{40}");

    public EthereumAddress {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "address must be 0x and 40 lower-case hex digits, but was '" + value + "'");
        }
    }

    /** The address that the text is, in whatever case; nothing for every other text. */
    public static Optional<EthereumAddress> parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return FORM.matcher(lower).matches() ? Optional.of(new EthereumAddress(lower)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
