package dev.scopegate.admin.dialects.ocean;

import dev.scopegate.admin.accounts.LoginAttempts;
import dev.scopegate.admin.dialects.ocean.OceanTokens.Deleted;
import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.Open;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.http.Speaks;
import dev.scopegate.wire.ethereum.EthereumAddress;
import dev.scopegate.wire.ocean.OceanNonce;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tokens as Ocean nodes speak of them: ocean.js from 4.2 on. Its clients sign the address and the nonce; newer ones add
 * the name of the command when they create.
 */
@Open
@RestController
@Speaks(OceanTokens.API)
@RequestMapping("/api/services/auth/token")
final class NodeController {

    private final OceanTokens tokens;
    private final LoginAttempts attempts;

    NodeController(OceanTokens tokens, LoginAttempts attempts) {
        this.tokens = tokens;
        this.attempts = attempts;
    }

    @PostMapping
    Map<String, String> create(Body body, Origin origin) {
        OceanProof proof = proof(body);
        Instant end = end(body.optionalNumber("validUntil"));
        attempts.admitProof(origin);
        accept(proof, "createAuthToken", () -> tokens.take(proof, origin));
        return Map.of("token", tokens.issue(proof, end, origin));
    }

    @PostMapping("/invalidate")
    Map<String, Boolean> invalidate(Body body, Origin origin) {
        OceanProof proof = proof(body);
        String token = required(body, "token");
        attempts.admitProof(origin);
        accept(proof, "invalidateAuthToken", () -> tokens.takeOfOwner(proof));
        return switch (tokens.delete(proof, token, origin)) {
            case Deleted.NOW, Deleted.BEFORE -> Map.of("success", true);
            case Deleted.EXPIRED -> throw refused(401, "Token is expired.");
            case Deleted.INVALID -> throw refused(401, "Token is invalid.");
        };
    }

    private static OceanProof proof(Body body) {
        OceanProof proof =
                new OceanProof(required(body, "address"), required(body, "nonce"), required(body, "signature"));
        if (EthereumAddress.parse(proof.address()).isEmpty()) {
            throw refused(400, "address must be an Ethereum address");
        }
        if (!OceanNonce.isUsable(proof.nonce())) {
            throw refused(401, "nonce: " + proof.nonce() + " is not a valid nonce");
        }
        return proof;
    }

    private static void accept(OceanProof proof, String command, BooleanSupplier take) {
        if (!proof.isSignedByItsAddress(List.of(command))) {
            throw refused(401, "consumer address and nonce signature mismatch");
        }
        if (!take.getAsBoolean()) {
            throw refused(401, "nonce: " + proof.nonce() + " is not a valid nonce");
        }
    }

    /** In milliseconds; without one the token lasts as long as any may. */
    private Instant end(@Nullable Long millis) {
        if (millis == null) {
            return tokens.latestEnd();
        }
        try {
            Instant end = Instant.ofEpochSecond(Math.floorDiv(millis, 1_000));
            if (end.isAfter(tokens.now())) {
                return end;
            }
        } catch (DateTimeException e) {
            // Told below: it is no time either.
        }
        throw refused(400, "validUntil must be a time to come, in milliseconds since 1970");
    }

    private static String required(Body body, String name) {
        String value = body.optionalScalar(name);
        if (value == null || value.isEmpty()) {
            throw refused(400, "Missing required parameters");
        }
        return value;
    }

    private static RefusedException refused(int status, String text) {
        return new RefusedException(Refusal.of(status, "invalid_request", text));
    }
}
