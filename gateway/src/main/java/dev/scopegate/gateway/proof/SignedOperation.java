package dev.scopegate.gateway.proof;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The calls of an Ocean provider that take a signature: what is signed, and who has to sign. Those that make and end
 * tokens are not among them, since policy-admin answers these.
 */
enum SignedOperation {
    COMPUTE_DELETE("DELETE", "compute", "consumerAddress", "consumerAddress+jobId+documentId"),
    COMPUTE_STOP("PUT", "compute", "consumerAddress", "consumerAddress+jobId+documentId"),
    COMPUTE_START("POST", "compute", "consumerAddress", "consumerAddress+jobId+dataset.documentId"),
    COMPUTE_RESULT("GET", "computeResult", "consumerAddress", "consumerAddress+jobId+index"),
    DOWNLOAD("GET", "download", "consumerAddress", "documentId"),
    DECRYPT("POST", "decrypt", "decrypterAddress", "transactionId|dataNftAddress+decrypterAddress+chainId");

    private static final String ROOT = "/api/services/";

    private final String method;
    private final String path;
    private final String owner;
    private final String signed;

    /**
     * A call.
     *
     * @param signed the parameters whose values are signed, before the nonce; of {@code a|b} the first that is there
     */
    SignedOperation(String method, String name, String owner, String signed) {
        this.method = method;
        this.path = (ROOT + name).toLowerCase(Locale.ROOT);
        this.owner = owner;
        this.signed = signed;
    }

    /** The call, if it takes a signature: as a lenient server would see it. */
    static Optional<SignedOperation> of(String method, String path) {
        String asked = method.equals("HEAD") ? "GET" : method;
        String lower = path.toLowerCase(Locale.ROOT);
        String plain = lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
        return Arrays.stream(values())
                .filter(each -> each.method.equals(asked) && each.path.equals(plain))
                .findFirst();
    }

    /** The parameter that names who calls. */
    String owner() {
        return owner;
    }

    /** Every parameter that has a part in the signature. */
    List<String> parameters() {
        return Stream.concat(Stream.of(owner, Parameters.SIGNATURE, Parameters.NONCE), signed().flatMap(List::stream))
                .distinct()
                .toList();
    }

    /** What has to be signed. */
    String text(Parameters parameters) {
        StringBuilder text = new StringBuilder();
        signed().forEach(alternatives -> text.append(alternatives.stream()
                .map(parameters::value)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("")));
        return text.append(parameters.value(Parameters.NONCE)).toString();
    }

    private Stream<List<String>> signed() {
        return Arrays.stream(signed.split("\\+")).map(each -> List.of(each.split("\\|")));
    }
}
