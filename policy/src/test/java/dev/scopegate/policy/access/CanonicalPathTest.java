package dev.scopegate.policy.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class CanonicalPathTest {

    private static final String[] PIECES = {
        "a", "B", "/", "//", ".", "..", "%2e", "%2F", "%252f", "%5C", ";", "%", "%41", "%c3%a9", "%ff", "~", ":",
        "\u00e9"
    };

    @ParameterizedTest(name = "{2}: {0} -> {1}")
    @CsvFileSource(resources = "/paths/canonical.csv", numLinesToSkip = 1, delimiter = '|', quoteCharacter = '\'')
    void is_what_the_table_says(String raw, String canonical, String why) {
        assertThat(CanonicalPath.of(raw).map(CanonicalPath::value).orElse("-"))
                .as(why)
                .isEqualTo(canonical);
    }

    @Test
    void an_encoded_slash_may_stand_only_where_the_route_names_the_variable() {
        Optional<CanonicalPath> path = CanonicalPath.of("/files/a%2fb", Set.of("id"));

        assertThat(path).map(CanonicalPath::value).contains("/files/a%2Fb");
        assertThat(path.orElseThrow().mayFill("id", 7, 12)).isTrue();
        assertThat(path.orElseThrow().mayFill("name", 7, 12)).isFalse();
    }

    @Test
    void a_path_beyond_the_cap_has_no_canonical_form() {
        assertThat(CanonicalPath.of("/" + "a".repeat(CanonicalPath.MAX_LENGTH))).isEmpty();
    }

    /** Guards against a path that is judged in one form and forwarded in another: the form must be a fixed point. */
    @RepeatedTest(500)
    void the_canonical_form_is_its_own_canonical_form(RepetitionInfo seed) {
        SplittableRandom random = new SplittableRandom(seed.getCurrentRepetition());
        StringBuilder raw = new StringBuilder("/");
        for (int i = random.nextInt(1, 8); i > 0; i--) {
            raw.append(PIECES[random.nextInt(PIECES.length)]);
        }

        CanonicalPath.of(raw.toString()).ifPresent(path -> {
            assertThat(CanonicalPath.of(path.value())).contains(path);
            assertThat(path.value()).doesNotContain("//", "/./", "/../", "\\", ";", "%2F", "%5C");
            assertThat(java.net.URI.create(path.value()).normalize().getRawPath())
                    .isEqualTo(path.value());
        });
    }
}
