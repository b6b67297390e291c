package dev.scopegate.admin.keys;

import dev.scopegate.store.OneTimeSecrets;
import java.security.SecureRandom;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class KeysWiring {

    @Bean
    KeyProofs keyProofs(
            OneTimeSecrets secrets, SecureRandom random, @Value("${scopegate.issuer:scopegate}") String issuer) {
        return new KeyProofs(secrets, random, issuer);
    }

    @Bean
    KeyIdentityProof keyIdentityProof(KeyProofs proofs) {
        return new KeyIdentityProof(proofs);
    }
}
