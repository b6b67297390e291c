package dev.scopegate.gateway.autoconfigure;

import dev.scopegate.gateway.audit.AuditRecorder;
import dev.scopegate.gateway.audit.DecisionMetrics;
import dev.scopegate.gateway.authn.Authenticator;
import dev.scopegate.gateway.cache.Catalogues;
import dev.scopegate.gateway.enforce.Departure;
import dev.scopegate.gateway.enforce.EnforcementFilter;
import dev.scopegate.gateway.enforce.FailureHandler;
import dev.scopegate.gateway.enforce.Refusal;
import dev.scopegate.gateway.enforce.Watch;
import dev.scopegate.gateway.forward.AssertionSigner;
import dev.scopegate.gateway.forward.ExactUrlFilter;
import dev.scopegate.gateway.forward.StreamGuard;
import dev.scopegate.gateway.forward.UpstreamGuard;
import dev.scopegate.gateway.grpc.ApiKeyCheck;
import dev.scopegate.gateway.limit.LimitGate;
import dev.scopegate.gateway.problem.ProblemWriter;
import dev.scopegate.gateway.proof.Proofs;
import dev.scopegate.gateway.route.TokenScopeGatewayFilterFactory;
import dev.scopegate.gateway.settings.GatewayProperties;
import dev.scopegate.gateway.settings.ScopegateProperties;
import dev.scopegate.gateway.settings.SigningProperties;
import dev.scopegate.policy.decision.Decider;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.gateway.config.GatewayAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Puts token enforcement into a Spring Cloud Gateway. The beans here stand in the order in which a request meets them. */
@AutoConfiguration(
        before = GatewayAutoConfiguration.class,
        afterName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnProperty(name = "spring.cloud.gateway.server.webflux.enabled", matchIfMissing = true)
@EnableConfigurationProperties({ScopegateProperties.class, GatewayProperties.class, SigningProperties.class})
@Import({
    HostWiring.class,
    GrpcWiring.class,
    IdentityWiring.class,
    IssuerWiring.class,
    LeanWiring.class,
    LimitWiring.class,
    ProofWiring.class,
    StoreWiring.class
})
public class ScopegateAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    TokenScopeGatewayFilterFactory tokenScopeGatewayFilterFactory() {
        return new TokenScopeGatewayFilterFactory();
    }

    @Bean
    @ConditionalOnMissingBean
    EnforcementFilter scopegateEnforcementFilter(
            EnforcementFilter.Judging judging,
            LimitGate limits,
            Departure departure,
            Watch watch,
            GatewayProperties properties) {
        EnforcementFilter filter = new EnforcementFilter(judging, limits, departure, watch, departure.refusal());
        return properties.enforceAllRoutes() ? filter : filter.onlyWhereAsked();
    }

    @Bean
    @ConditionalOnMissingBean
    EnforcementFilter.Judging scopegateJudging(
            Authenticator authenticator, Proofs proofs, Catalogues catalogues, ApiKeyCheck apiKeys) {
        return new EnforcementFilter.Judging(
                authenticator, proofs, catalogues, new Decider(), InstantSource.system(), apiKeys);
    }

    @Bean
    @ConditionalOnMissingBean
    Departure scopegateDeparture(
            AssertionSigner signer,
            UpstreamGuard guard,
            LimitGate limits,
            Refusal refusal,
            @Value("${spring.cloud.gateway.server.webflux.trusted-proxies:}") String trustedProxies) {
        return new Departure(signer, guard, limits, refusal, !trustedProxies.isBlank());
    }

    @Bean
    @ConditionalOnMissingBean
    Watch scopegateWatch(StreamGuard streams, EnforcementFilter.Judging judging, Refusal refusal) {
        return new Watch(streams, judging, refusal);
    }

    @Bean
    @ConditionalOnMissingBean
    ExactUrlFilter scopegateExactUrlFilter() {
        return new ExactUrlFilter();
    }

    @Bean
    @ConditionalOnMissingBean
    ProblemWriter scopegateProblemWriter() {
        return new ProblemWriter();
    }

    @Bean
    @ConditionalOnMissingBean
    Refusal scopegateRefusal(ProblemWriter writer, AuditRecorder recorder, DecisionMetrics metrics) {
        return new Refusal(writer, event -> {
            recorder.record(event);
            metrics.count(event);
        });
    }

    @Bean
    @ConditionalOnMissingBean
    FailureHandler scopegateFailureHandler(ProblemWriter writer) {
        return new FailureHandler(writer);
    }
}
