package dev.scopegate.admin.setup;

import dev.scopegate.admin.changes.Ids;
import dev.scopegate.admin.http.OriginReader;
import dev.scopegate.admin.operations.Catalogues;
import dev.scopegate.admin.security.Assertions;
import dev.scopegate.admin.security.Authenticator;
import dev.scopegate.admin.security.CallerCheck;
import dev.scopegate.admin.security.CallerCheck.Sources;
import dev.scopegate.admin.security.Calls;
import dev.scopegate.admin.security.DecisionTrail;
import dev.scopegate.admin.security.Digests;
import dev.scopegate.admin.security.Gate;
import dev.scopegate.admin.security.LoginTokens;
import dev.scopegate.admin.security.LoginTrail;
import dev.scopegate.admin.security.OpenCalls;
import dev.scopegate.admin.security.PasswordCheck;
import dev.scopegate.admin.security.SigningKeys;
import dev.scopegate.policy.decision.Decider;
import dev.scopegate.policy.token.GrantCompiler;
import dev.scopegate.store.AuditStream;
import dev.scopegate.store.CatalogueStore;
import dev.scopegate.store.LimitLedger;
import dev.scopegate.store.TokenStore;
import dev.scopegate.store.UsageCounters;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How a caller is told apart and judged, in the order of a request. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ScopegateProperties.class, AdminProperties.class})
class CallerWiring {

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    SecureRandom random() {
        return new SecureRandom();
    }

    @Bean
    Ids ids(SecureRandom random) {
        return new Ids(random);
    }

    @Bean
    SigningKeys signingKeys(ScopegateProperties properties) {
        return SigningKeys.read(properties.signing().file());
    }

    @Bean
    Digests digests(ScopegateProperties properties, SecureRandom random) {
        return new Digests(properties.currentPepper(), properties.formerPepper(), random);
    }

    @Bean
    LoginTokens loginTokens(SigningKeys keys, ScopegateProperties properties) {
        return new LoginTokens(keys, properties.issuer());
    }

    @Bean
    Assertions assertions(
            SigningKeys keys, ScopegateProperties properties, AdminProperties admin, InstantSource clock) {
        return new Assertions(keys, properties.issuer(), admin.assertionAudiences(), clock);
    }

    @Bean
    Authenticator authenticator(TokenStore tokens, Digests digests, LoginTokens logins, Assertions assertions) {
        return new Authenticator(tokens, digests, logins, assertions);
    }

    @Bean
    GrantCompiler grantCompiler(ScopegateProperties properties) {
        return new GrantCompiler(properties.issuer());
    }

    @Bean
    Catalogues catalogues(CatalogueStore store, InstantSource clock) {
        return new Catalogues(store, clock);
    }

    @Bean
    Gate gate(Catalogues catalogues, LimitLedger ledger, Ids ids) {
        return new Gate(new Decider(), catalogues, ledger, ids);
    }

    @Bean
    OriginReader originReader(AdminProperties properties) {
        return new OriginReader(properties.proxies(), properties.gatewayNetworks());
    }

    @Bean
    Sources callerSources(
            Authenticator authenticator, GrantCompiler compiler, OriginReader origins, PasswordCheck passwords) {
        return new Sources(authenticator, compiler, origins, passwords);
    }

    @Bean
    OpenCalls openCalls(Sources sources, Gate gate, InstantSource clock) {
        return new OpenCalls(sources, gate, clock);
    }

    @Bean
    LoginTrail loginTrail(AuditStream audit) {
        return new LoginTrail(audit);
    }

    @Bean
    DecisionTrail decisionTrail(AuditStream audit, UsageCounters usage) {
        return new DecisionTrail(audit, usage);
    }

    @Bean
    Calls calls(Catalogues catalogues, InstantSource clock) {
        return new Calls(catalogues, clock);
    }

    @Bean
    CallerCheck callerCheck(Sources sources, Calls calls, Gate gate, DecisionTrail trail) {
        return new CallerCheck(sources, calls, gate, trail);
    }
}
