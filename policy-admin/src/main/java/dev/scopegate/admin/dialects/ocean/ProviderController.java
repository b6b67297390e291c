package dev.scopegate.admin.dialects.ocean;

import dev.scopegate.admin.accounts.LoginAttempts;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.dialects.ocean.OceanTokens.Deleted;
import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.Open;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.http.Speaks;
import dev.scopegate.store.Nonces;
import dev.scopegate.wire.ethereum.EthereumAddress;
import dev.scopegate.wire.ocean.OceanNonce;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tokens as Ocean's provider speaks of them. The signature is the proof; no other credential is asked for. */
@Open
@RestController
@Speaks(OceanTokens.API)
@RequestMapping("/api/services")
final class ProviderController {

    private final OceanTokens tokens;
    private final Nonces nonces;
    private final LoginAttempts attempts;

    ProviderController(OceanTokens tokens, Nonces nonces, LoginAttempts attempts) {
        this.tokens = tokens;
        this.nonces = nonces;
        this.attempts = attempts;
    }

    /** What an address signed with last, as far as its client can count. Asking stores nothing. */
    @GetMapping("/nonce")
    Map<String, BigInteger> nonce(@RequestParam MultiValueMap<String, String> query) {
        OceanFields fields = new OceanFields(query, Optional.empty());
        String address = fields.address("userAddress");
        fields.refuseWrong();
        return Map.of("nonce", OceanNonce.toldTo(last(address)));
    }

    @GetMapping("/createAuthToken")
    Map<String, String> create(@RequestParam MultiValueMap<String, String> query, Optional<Body> body, Origin origin) {
        OceanFields fields = new OceanFields(query, body);
        OceanProof proof = new OceanProof(fields.address("address"), fields.nonce(), fields.signature());
        Instant end = fields.expiration(tokens.now());
        fields.refuseWrong();
        attempts.admitProof(origin);
        accept(proof, () -> tokens.take(proof, origin));
        return Map.of("token", tokens.issue(proof, end, origin));
    }

    @DeleteMapping("/deleteAuthToken")
    Map<String, String> delete(@RequestParam MultiValueMap<String, String> query, Optional<Body> body, Origin origin) {
        OceanFields fields = new OceanFields(query, body);
        OceanProof proof = new OceanProof(fields.address("address"), fields.nonce(), fields.signature());
        String token = fields.required("token");
        fields.refuseWrong();
        attempts.admitProof(origin);
        accept(proof, () -> tokens.takeOfOwner(proof));
        return switch (tokens.delete(proof, token, origin)) {
            case Deleted.NOW -> Map.of("success", "Token has been deactivated.");
            case Deleted.BEFORE -> throw refused("Token is deleted.");
            case Deleted.EXPIRED -> throw refused("Token is expired.");
            case Deleted.INVALID -> throw refused("Token is invalid.");
        };
    }

    private void accept(OceanProof proof, BooleanSupplier take) {
        if (!proof.isSignedByItsAddress(List.of())) {
            throw new InvalidFieldsException(proof.mismatch());
        }
        if (!take.getAsBoolean()) {
            String known = last(proof.address()).map(BigDecimal::toPlainString).orElse("");
            throw new InvalidFieldsException(
                    "Invalid signature expected nonce (" + known + ") > current nonce (" + proof.nonce() + ").");
        }
    }

    private Optional<BigDecimal> last(String address) {
        return Reply.of(nonces.last(EthereumAddress.parse(address).orElseThrow().value()));
    }

    private static RefusedException refused(String text) {
        return new RefusedException(Refusal.of(400, "invalid_token", text));
    }
}
