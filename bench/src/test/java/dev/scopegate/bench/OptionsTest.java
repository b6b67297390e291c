package dev.scopegate.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void the_defaults_are_the_documented_ones() {
        assertThat(Options.parse(List.of()))
                .isEqualTo(new Options(
                        List.of(),
                        Set.of(),
                        5,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        64,
                        false,
                        null,
                        List.of()));
    }

    @Test
    void every_option_has_its_own_name() {
        String line = "scale start --only a,e --rounds 2 --seconds 3 --warm-up 4 --connections 5 --quick --json r.json";
        List<String> args = new java.util.ArrayList<>(List.of(line.split(" ", -1)));
        args.addAll(List.of("--jvm", "-Xmx1g -XX:+UseZGC"));

        assertThat(Options.parse(args))
                .isEqualTo(new Options(
                        List.of("scale", "start"),
                        Set.of("a", "e"),
                        2,
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(4),
                        5,
                        true,
                        Path.of("r.json"),
                        List.of("-Xmx1g", "-XX:+UseZGC")));
    }

    @Test
    void what_is_no_option_or_no_number_is_refused() {
        for (List<String> wrong : List.of(List.of("--rouds", "2"), List.of("--rounds"), List.of("--rounds", "0"))) {
            assertThatThrownBy(() -> Options.parse(wrong)).isInstanceOf(BenchFailure.class);
        }
    }
}
