package dev.scopegate.e2e;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.NullMarked;

/** The rules of the house that Maven's module borders do not hold (ARCHITECTURE.md, "Rules"). */
@AnalyzeClasses(
        packages = "dev.scopegate",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {

    /** What modules lend to one another's tests is no part of the house. */
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final ArchRule POLICY_KNOWS_THE_JDK_ONLY = classes()
            .that()
            .resideInAPackage("dev.scopegate.policy..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.scopegate.policy..", "java..", "javax.crypto..", "org.jspecify..");

    @ArchTest
    static final ArchRule ACCESS_KNOWS_NOTHING_OF_OURS =
            knowsOnly("dev.scopegate.policy.access..", "dev.scopegate.policy.access..");

    @ArchTest
    static final ArchRule LIMIT_KNOWS_NOTHING_OF_OURS =
            knowsOnly("dev.scopegate.policy.limit..", "dev.scopegate.policy.limit..");

    @ArchTest
    static final ArchRule CAPABILITY_KNOWS_ACCESS = knowsOnly(
            "dev.scopegate.policy.capability..", "dev.scopegate.policy.capability..", "dev.scopegate.policy.access..");

    @ArchTest
    static final ArchRule TOKEN_DOES_NOT_KNOW_DECISION = noClasses()
            .that()
            .resideInAPackage("dev.scopegate.policy.token..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.scopegate.policy.decision..");

    @ArchTest
    static final ArchRule ONLY_THE_STORE_SPEAKS_REDIS = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.scopegate.store..", "dev.scopegate.gateway.autoconfigure..", "dev.scopegate.admin.setup..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.lettuce..");

    @ArchTest
    static final ArchRule CRYPTOGRAPHY_STAYS_IN_ITS_ROOMS = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.scopegate.gateway.authn..",
                    "dev.scopegate.gateway.forward..",
                    "dev.scopegate.admin.dialects..",
                    "dev.scopegate.admin.security..",
                    "dev.scopegate.wire..",
                    "dev.scopegate.launcher..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.nimbusds..", "org.bouncycastle..", "fr.acinq.secp256k1..");

    @ArchTest
    static final ArchRule PASSKEYS_ARE_CHECKED_IN_THEIR_ROOM_ALONE = noClasses()
            .that()
            .resideOutsideOfPackage("dev.scopegate.admin.passkeys..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.webauthn4j..", "org.springframework.security.web.webauthn..");

    @ArchTest
    static final ArchRule CURVES_ARE_RECKONED_IN_WIRE_ALONE = noClasses()
            .that()
            .resideOutsideOfPackage("dev.scopegate.wire..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("fr.acinq.secp256k1..");

    @ArchTest
    static final ArchRule WIRE_KNOWS_NOTHING_ELSE_OF_OURS = noClasses()
            .that()
            .resideInAPackage("dev.scopegate.wire..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.scopegate.policy..",
                    "dev.scopegate.store..",
                    "dev.scopegate.gateway..",
                    "dev.scopegate.admin..");

    @ArchTest
    static final ArchRule GATEWAY_ROOMS_DO_NOT_KNOW_ONE_ANOTHER = slices().matching(
                    "dev.scopegate.gateway.(cache|limit|forward|audit|route)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule NOBODY_IMPORTS_THE_WIRING = noClasses()
            .that()
            .resideOutsideOfPackage("dev.scopegate.gateway.autoconfigure..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.scopegate.gateway.autoconfigure..");

    @ArchTest
    static final ArchRule GATEWAY_AND_ADMIN_ARE_STRANGERS = noClasses()
            .that()
            .resideInAPackage("dev.scopegate.admin..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.scopegate.gateway..");

    @ArchTest
    static final ArchRule DIALECTS_DO_NOT_KNOW_ONE_ANOTHER =
            slices().matching("dev.scopegate.admin.dialects.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("dev.scopegate.(*).(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_GATEWAY_NEVER_WAITS = noClasses()
            .that()
            .resideInAPackage("dev.scopegate.gateway..")
            .should()
            .callMethod(reactor.core.publisher.Mono.class, "block")
            .orShould()
            .callMethod(reactor.core.publisher.Mono.class, "block", java.time.Duration.class)
            .orShould()
            .callMethod(CompletableFuture.class, "join")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", java.time.Duration.class);

    @ArchTest
    static final ArchRule CLOCKS_ARE_PASSED_IN = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule NO_FIELD_INJECTION = noFields()
            .should()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
            .orShould()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Value");

    @ArchTest
    static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED = classes().should(standInNullMarkedPackages());

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_THINGS_ARE =
            noClasses().should().haveNameMatching(".*(Impl|Util|Utils|Helper|Manager|Processor)");

    private static ArchCondition<JavaClass> standInNullMarkedPackages() {
        return new ArchCondition<>("stand in a package that is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(type, type.getPackageName() + " is not @NullMarked"));
                }
            }
        };
    }

    private static ArchRule knowsOnly(String room, String... known) {
        return noClasses()
                .that()
                .resideInAPackage(room)
                .should()
                .dependOnClassesThat(resideInAPackage("dev.scopegate..").and(not(inAny(known))));
    }

    private static DescribedPredicate<JavaClass> inAny(String... packages) {
        return JavaClass.Predicates.resideInAnyPackage(packages);
    }
}
