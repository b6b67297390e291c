package dev.scopegate.admin.passkeys;

import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorResponse;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a browser brings from the device, as {@code PublicKeyCredential.toJSON()} writes it. */
final class Answer {

    /** An id stands in the name of an identity, which has room for this many characters. */
    private static final int LONGEST_ID = 280;

    private static final int LONGEST_NAME = 60;

    private Answer() {}

    /** A new key, and what its owner calls it. */
    record Made(PublicKeyCredential<AuthenticatorAttestationResponse> credential, String challenge, String name) {

        static Made of(Body body) {
            Body response = response(body);
            String name = Answer.name(body.text("name"));
            AuthenticatorAttestationResponse answer = AuthenticatorAttestationResponse.builder()
                    .clientDataJSON(bytes(response, "clientDataJSON"))
                    .attestationObject(bytes(response, "attestationObject"))
                    .build();
            return new Made(Answer.credential(body, answer), Answer.challenge(response), name);
        }
    }

    /** A signature by a key. */
    record Signed(PublicKeyCredential<AuthenticatorAssertionResponse> credential, String challenge) {

        static Signed of(Body body) {
            Body response = response(body);
            AuthenticatorAssertionResponse answer = AuthenticatorAssertionResponse.builder()
                    .clientDataJSON(bytes(response, "clientDataJSON"))
                    .authenticatorData(bytes(response, "authenticatorData"))
                    .signature(bytes(response, "signature"))
                    .userHandle(bytes(response, "userHandle"))
                    .build();
            return new Signed(Answer.credential(body, answer), Answer.challenge(response));
        }

        String id() {
            return credential.getRawId().toBase64UrlString();
        }

        /** Whose key the device says that it is. */
        String account() {
            Bytes handle = credential.getResponse().getUserHandle();
            return handle == null ? "" : new String(handle.getBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Body response(Body body) {
        Body response = body.optionalObject("response");
        if (response == null) {
            throw RefusedException.invalid("'response' is required");
        }
        return response;
    }

    private static <R extends AuthenticatorResponse> PublicKeyCredential<R> credential(Body body, R answer) {
        Bytes id = bytes(body, "id");
        if (id.toBase64UrlString().length() > LONGEST_ID) {
            throw RefusedException.invalid("the id of a passkey must have at most " + LONGEST_ID + " characters");
        }
        PublicKeyCredential.PublicKeyCredentialBuilder<R> credential = PublicKeyCredential.builder();
        credential.id(id.toBase64UrlString());
        credential.rawId(id);
        credential.type(PublicKeyCredentialType.PUBLIC_KEY);
        credential.response(answer);
        return credential.build();
    }

    private static Bytes bytes(Body body, String name) {
        String text = body.text(name);
        try {
            return new Bytes(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw RefusedException.invalid("'" + name + "' must be in base64url");
        }
    }

    /** Which challenge was signed; the signature is over these very bytes, so this is checked with it. */
    private static String challenge(Body response) {
        JsonNode challenge;
        try {
            challenge = JsonMapper.shared()
                    .readTree(bytes(response, "clientDataJSON").getBytes())
                    .get("challenge");
        } catch (JacksonException e) {
            throw Ceremony.refused();
        }
        if (challenge == null || !challenge.isString()) {
            throw Ceremony.refused();
        }
        return challenge.asString();
    }

    private static String name(String text) {
        String name = text.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw RefusedException.invalid(
                    "'name' must have from 1 to " + LONGEST_NAME + " characters and no control characters");
        }
        return name;
    }
}
