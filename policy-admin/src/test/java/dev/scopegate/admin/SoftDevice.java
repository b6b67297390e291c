package dev.scopegate.admin;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A device that keeps one passkey, written after WebAuthn level 2 alone and not after what checks it. */
public final class SoftDevice {

    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int ATTESTED = 0x40;

    private final String origin;
    private final String party;
    private final KeyPair keys;
    private final byte[] id = new byte[32];
    private int uses;
    private int flags = PRESENT | VERIFIED;

    public SoftDevice(String origin, String party) {
        this.origin = origin;
        this.party = party;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            this.keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        new SecureRandom().nextBytes(id);
    }

    public String id() {
        return text(id);
    }

    /** From now on nobody is asked for a finger, a face or a PIN. */
    public SoftDevice unverified() {
        flags = PRESENT;
        return this;
    }

    /** From now on it signs with a count that it had before. */
    public SoftDevice copied() {
        uses = 0;
        return this;
    }

    /** What it answers to a registration (section 6.5: no attestation). */
    public Map<String, Object> register(String challenge, String name) {
        byte[] data = concat(authenticatorData(flags | ATTESTED), new byte[16], new byte[] {0, 32}, id, cose());
        byte[] attestation = concat(
                new byte[] {(byte) 0xA3},
                cborText("fmt"),
                cborText("none"),
                cborText("attStmt"),
                new byte[] {(byte) 0xA0},
                cborText("authData"),
                new byte[] {0x59, (byte) (data.length >> 8), (byte) data.length},
                data);
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("clientDataJSON", text(clientData("webauthn.create", challenge)));
        response.put("attestationObject", text(attestation));
        Map<String, Object> answer = credential(response);
        answer.put("name", name);
        return answer;
    }

    /** What it answers to a sign-in as this account. */
    public Map<String, Object> sign(String challenge, String account) {
        uses++;
        byte[] data = authenticatorData(flags);
        byte[] client = clientData("webauthn.get", challenge);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(data);
            signature.update(sha256(client));
            Map<String, Object> response = new LinkedHashMap<>();
            response.put("clientDataJSON", text(client));
            response.put("authenticatorData", text(data));
            response.put("signature", text(signature.sign()));
            response.put("userHandle", text(account.getBytes(StandardCharsets.UTF_8)));
            return credential(response);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> credential(Map<String, Object> response) {
        Map<String, Object> credential = new LinkedHashMap<>();
        credential.put("id", text(id));
        credential.put("rawId", text(id));
        credential.put("type", "public-key");
        credential.put("response", response);
        return credential;
    }

    private byte[] authenticatorData(int set) {
        return concat(
                sha256(party.getBytes(StandardCharsets.UTF_8)),
                new byte[] {(byte) set},
                ByteBuffer.allocate(4).putInt(uses).array());
    }

    private byte[] clientData(String type, String challenge) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("type", type);
        data.put("challenge", challenge);
        data.put("origin", origin);
        data.put("crossOrigin", false);
        return JsonMapper.shared().writeValueAsBytes(data);
    }

    /** The public key (RFC 9053, section 7.1): EC2, ES256, P-256, x and y. */
    private byte[] cose() {
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        return concat(
                new byte[] {(byte) 0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20},
                coordinate(key.getW().getAffineX()),
                new byte[] {0x22, 0x58, 0x20},
                coordinate(key.getW().getAffineY()));
    }

    private static byte[] coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[32];
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
        return fixed;
    }

    private static byte[] cborText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return concat(new byte[] {(byte) (0x60 | bytes.length)}, bytes);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
