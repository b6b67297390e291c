package dev.scopegate.policy.capability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scopegate.policy.access.CanonicalPath;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {

    private static final String[] SEGMENTS = {"a", "b", "*", "{x}", ""};

    @ParameterizedTest
    @CsvSource({
        "/a, /a, true",
        "/a/*, /a/b, true",
        "/a/*, /a/{id}, true",
        "/a/b, /a/*, false",
        "/a/**, /a, true",
        "/a/**, /a/, true",
        "/a/**, /a/b/**, true",
        "/a/b/**, /a/**, false",
        "/a/*, /a/**, false",
        "/a/*, /a/, false",
        "/**, /a/b, true",
    })
    void covers_what_it_includes(String wide, String narrow, boolean expected) {
        assertThat(PathPattern.parse(wide).covers(PathPattern.parse(narrow))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "/a*", "/**/a", "/a//b", "/a/../b", "/a%2fb", "/{1}", "/{a", "/a?b", "/a;b"})
    void what_is_no_pattern_is_refused_with_the_input_quoted(String text) {
        assertThatThrownBy(() -> PathPattern.parse(text)).hasMessageContaining("'" + text + "'");
    }

    @Test
    void only_a_named_variable_that_the_route_lists_takes_an_encoded_slash() {
        CanonicalPath path = CanonicalPath.of("/a/x%2Fy", Set.of("id")).orElseThrow();

        assertThat(PathPattern.parse("/a/{id}").matches(path)).isTrue();
        assertThat(PathPattern.parse("/a/{name}").matches(path)).isFalse();
        assertThat(PathPattern.parse("/a/*").matches(path)).isFalse();
        assertThat(PathPattern.parse("/a/**").matches(path)).isFalse();
    }

    /** Guards against a child token with more than its parent: what a covered pattern matches, the covering one does. */
    @RepeatedTest(1000)
    void covering_is_inclusion(RepetitionInfo seed) {
        SplittableRandom random = new SplittableRandom(seed.getCurrentRepetition());
        PathPattern one = anyPattern(random);
        PathPattern other = anyPattern(random);
        CanonicalPath path = anyPath(random);

        if (one.covers(other) && other.matches(path)) {
            assertThat(one.matches(path))
                    .as("%s covers %s, which matches %s", one, other, path)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/a, /a, true",
        "/a, /b, false",
        "/a/*, /{x}/b, true",
        "/a/*, /a/, false",
        "/a/b/**, /a/**, true",
        "/a/**, /b/**, false",
        "/a/**, /a/b/c, true",
        "/a/b, /a, false",
        "/**, /a/b, true",
    })
    void meets_what_has_a_path_in_common(String one, String other, boolean expected) {
        assertThat(PathPattern.parse(one).meets(PathPattern.parse(other))).isEqualTo(expected);
        assertThat(PathPattern.parse(other).meets(PathPattern.parse(one))).isEqualTo(expected);
    }

    /** Guards against a capability that is called unused though a call passed by it. */
    @RepeatedTest(1000)
    void patterns_that_match_one_path_meet(RepetitionInfo seed) {
        SplittableRandom random = new SplittableRandom(seed.getCurrentRepetition());
        PathPattern one = anyPattern(random);
        PathPattern other = anyPattern(random);
        CanonicalPath path = anyPath(random);

        if (one.matches(path) && other.matches(path)) {
            assertThat(one.meets(other))
                    .as("%s and %s both match %s", one, other, path)
                    .isTrue();
        }
    }

    private static PathPattern anyPattern(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(1, 4);
        for (int i = 1; i <= length; i++) {
            text.append('/').append(SEGMENTS[random.nextInt(i == length ? 5 : 4)]);
        }
        return PathPattern.parse(
                random.nextInt(3) == 0 ? text.append("/**").toString().replace("//", "/") : text.toString());
    }

    private static CanonicalPath anyPath(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(1, 5);
        for (int i = 1; i <= length; i++) {
            text.append('/')
                    .append(
                            i == length
                                    ? new String[] {"a", "b", ""}[random.nextInt(3)]
                                    : random.nextBoolean() ? "a" : "b");
        }
        return CanonicalPath.of(text.toString()).orElseThrow();
    }
}
