package dev.scopegate.admin.passkeys;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;

/** The one key of one check, read before and taken over after: what is kept for good is written by us, in one commit. */
final class OneCredential implements UserCredentialRepository {

    private final PublicKeyCredentialUserEntity user;
    private @Nullable CredentialRecord record;

    OneCredential(@Nullable CredentialRecord record, PublicKeyCredentialUserEntity user) {
        this.record = record;
        this.user = user;
    }

    @Nullable
    CredentialRecord record() {
        return record;
    }

    @Override
    public void delete(Bytes credentialId) {
        throw new UnsupportedOperationException("a check deletes no key");
    }

    @Override
    public void save(CredentialRecord changed) {
        record = changed;
    }

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes credentialId) {
        return record != null && record.getCredentialId().equals(credentialId) ? record : null;
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes userId) {
        return record == null ? List.of() : List.of(record);
    }

    PublicKeyCredentialUserEntityRepository users() {
        return new PublicKeyCredentialUserEntityRepository() {
            @Override
            public @Nullable PublicKeyCredentialUserEntity findById(Bytes id) {
                return user.getId().equals(id) ? user : null;
            }

            @Override
            public @Nullable PublicKeyCredentialUserEntity findByUsername(String username) {
                return user.getName().equals(username) ? user : null;
            }

            @Override
            public void save(PublicKeyCredentialUserEntity changed) {
                throw new UnsupportedOperationException("a check changes no account");
            }

            @Override
            public void delete(Bytes id) {
                throw new UnsupportedOperationException("a check deletes no account");
            }
        };
    }
}
