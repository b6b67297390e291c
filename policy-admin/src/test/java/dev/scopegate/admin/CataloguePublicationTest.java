package dev.scopegate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.operations.CataloguePublication;
import dev.scopegate.policy.capability.Capability;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.policy.capability.OperationRef;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CataloguePublicationTest {

    private static final String PATH = "/api/v1/catalogues/from-file";

    private final AdminApp app = AdminApp.shared();

    private static OperationCatalogue file(String... paths) {
        return OperationCatalogue.of(
                "from-file",
                Stream.of(paths)
                        .map(path -> new Operation(
                                new OperationRef("from-file", "read" + path.substring(1)),
                                List.of(Capability.parse("GET " + path)),
                                1,
                                "",
                                ""))
                        .toList());
    }

    private List<String> names() {
        return app.get(PATH, AdminApp.ADMIN_TOKEN)
                .json()
                .get("operations")
                .valueStream()
                .map(each -> each.get("name").asString())
                .toList();
    }

    @Test
    void what_was_imported_stays_until_its_file_reads_otherwise() {
        CataloguePublication publication = app.bean(CataloguePublication.class);
        assertThat(publication.publish(file("/a"))).isTrue();
        assertThat(publication.publish(file("/a"))).isFalse();
        String document =
                "openapi: 3.0.0\ninfo: { title: x, version: '1' }\npaths: { /z: { get: { operationId: z } } }";
        Map<String, String> headers = Map.of("Authorization", "Bearer " + AdminApp.ADMIN_TOKEN, "If-Match", "*");
        assertThat(app.exchange("PUT", PATH, headers, document).status()).isEqualTo(200);

        assertThat(publication.publish(file("/a"))).isFalse();
        assertThat(names()).containsExactly("z");
        assertThat(publication.publish(file("/a", "/b"))).isTrue();
        assertThat(names()).containsExactly("reada", "readb");
    }
}
