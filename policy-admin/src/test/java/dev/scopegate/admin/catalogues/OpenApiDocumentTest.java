package dev.scopegate.admin.catalogues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.scopegate.admin.http.RefusedException;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OpenApiDocumentTest {

    private static OpenApiDocument read(int operations) {
        String paths = IntStream.range(0, operations)
                .mapToObj(i -> "\"/a/{" + i + "}\":{\"get\":{\"responses\":{}}}")
                .collect(Collectors.joining(","));
        String text = "{\"openapi\":\"3.0.0\",\"info\":{\"title\":\"t\",\"version\":\"1\"},\"paths\":{" + paths + "}}";
        return OpenApiDocument.read("demo", DocumentText.of(text), "");
    }

    /** Guards against documents that cost more to read than they hold: these are one operation, written often. */
    @Test
    void operations_are_counted_before_they_are_read() {
        assertThat(read(5_000).operations()).hasSize(1);
        assertThatThrownBy(() -> read(5_001))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("from 1 to 5000 operations, but has 5001");
    }

    @Test
    void equal_names_take_no_longer_than_others() {
        OperationNames names = new OperationNames();
        String last = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            String name = "";
            for (int i = 0; i < 100_000; i++) {
                name = names.like("list");
            }
            return name;
        });
        assertThat(last).isEqualTo("list_100000");
    }
}
