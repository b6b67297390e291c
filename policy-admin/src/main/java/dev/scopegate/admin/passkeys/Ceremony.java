package dev.scopegate.admin.passkeys;

import com.webauthn4j.util.exception.WebAuthnException;
import dev.scopegate.admin.http.PagesUrl;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.policy.token.Account;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.AttestationConveyancePreference;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialParameters;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;

/**
 * Checks what devices say, by Spring Security's own rules. Every key must be kept on the device and every use of it
 * confirmed there, by a finger, a face or a PIN: then it is two factors in one.
 */
final class Ceremony {

    static final Duration TIMEOUT = Duration.ofMinutes(5);

    static final List<PublicKeyCredentialParameters> ALGORITHMS = List.of(
            PublicKeyCredentialParameters.ES256,
            PublicKeyCredentialParameters.EdDSA,
            PublicKeyCredentialParameters.RS256);

    private final PublicKeyCredentialRpEntity party;
    private final Set<String> origins;

    Ceremony(PagesUrl pages) {
        this.party = PublicKeyCredentialRpEntity.builder()
                .id(Objects.requireNonNull(URI.create(pages.url()).getHost()))
                .name("Scopegate")
                .build();
        this.origins = Set.of(pages.url());
    }

    String party() {
        return Objects.requireNonNull(party.getId());
    }

    /** A key that a device has just made for this account, under the challenge that it was given. */
    Passkey register(Account account, String challenge, Answer.Made made, Instant now) {
        OneCredential held = new OneCredential(null, user(account));
        PublicKeyCredentialCreationOptions options = PublicKeyCredentialCreationOptions.builder()
                .rp(party)
                .user(user(account))
                .challenge(Bytes.fromBase64(challenge))
                .pubKeyCredParams(ALGORITHMS)
                .timeout(TIMEOUT)
                .attestation(AttestationConveyancePreference.NONE)
                .authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build())
                .build();
        CredentialRecord record = checked(() -> operations(held)
                .registerCredential(new ImmutableRelyingPartyRegistrationRequest(
                        options, new RelyingPartyPublicKey(made.credential(), made.name()))));
        return passkey(record, made.name(), now, null);
    }

    /** The key as it is after it has signed this challenge. */
    Passkey authenticate(Account account, Passkey key, String challenge, Answer.Signed signed, Instant now) {
        OneCredential held = new OneCredential(record(account, key), user(account));
        PublicKeyCredentialRequestOptions options = PublicKeyCredentialRequestOptions.builder()
                .rpId(party())
                .challenge(Bytes.fromBase64(challenge))
                .timeout(TIMEOUT)
                .userVerification(UserVerificationRequirement.REQUIRED)
                .build();
        checked(() ->
                operations(held).authenticate(new RelyingPartyAuthenticationRequest(options, signed.credential())));
        Passkey used = passkey(Objects.requireNonNull(held.record()), key.name(), key.createdAt(), now);
        // WebAuthn, section 6.1.1: a count that does not grow tells of a copy, unless the device counts nothing.
        if (used.uses() <= key.uses() && (used.uses() != 0 || key.uses() != 0)) {
            throw refused();
        }
        return used;
    }

    private Webauthn4JRelyingPartyOperations operations(OneCredential held) {
        return new Webauthn4JRelyingPartyOperations(held.users(), held, party, origins);
    }

    /** What does not check out is the device's fault, whatever class says so. */
    private static <T> T checked(Supplier<T> check) {
        try {
            return check.get();
        } catch (WebAuthnException | IllegalArgumentException | NullPointerException e) {
            throw refused();
        }
    }

    static RefusedException refused() {
        return new RefusedException(
                Refusal.of(400, "invalid_passkey", "The passkey's answer is unknown, too old, used up or wrong."));
    }

    private static PublicKeyCredentialUserEntity user(Account account) {
        return ImmutablePublicKeyCredentialUserEntity.builder()
                .id(new Bytes(account.id().getBytes(StandardCharsets.UTF_8)))
                .name(account.name())
                .displayName(account.name())
                .build();
    }

    private static CredentialRecord record(Account account, Passkey key) {
        return ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(Bytes.fromBase64(key.id()))
                .userEntityUserId(new Bytes(account.id().getBytes(StandardCharsets.UTF_8)))
                .publicKey(new ImmutablePublicKeyCose(Base64.getUrlDecoder().decode(key.publicKey())))
                .attestationObject(Bytes.fromBase64(key.attestation()))
                .signatureCount(key.uses())
                .uvInitialized(true)
                .transports(Set.of())
                .backupEligible(key.backup().eligible())
                .backupState(key.backup().done())
                .label(key.name())
                .created(key.createdAt())
                .build();
    }

    private static Passkey passkey(CredentialRecord record, String name, Instant made, @Nullable Instant used) {
        return new Passkey(
                record.getCredentialId().toBase64UrlString(),
                name,
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(record.getPublicKey().getBytes()),
                Objects.requireNonNull(record.getAttestationObject()).toBase64UrlString(),
                record.getSignatureCount(),
                new Passkey.Backup(record.isBackupEligible(), record.isBackupState()),
                made,
                used);
    }
}
