package dev.scopegate.admin.catalogues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTemplateTest {

    @ParameterizedTest
    @CsvSource({
        "'', /orders, /orders, false",
        "'', /orders/, /orders/, false",
        "'', /, /, false",
        "/v1, /orders/{id}, /v1/orders/{id}, false",
        "'', /orders/{order.id}, /orders/{order_id}, false",
        "'', /orders/{1}, /orders/*, false",
        "'', /files/{name}.json, /files/*, true",
        "'', '/range/{from},{to}', /range/*, true",
        "'', /orders?open=true, /orders, false",
        "'', /orders/{id}:cancel, /orders/*, true",
    })
    void a_path_becomes_a_pattern(String prefix, String path, String pattern, boolean wider) {
        PathTemplate template = PathTemplate.parse(prefix, path);
        assertThat(template.pattern()).hasToString(pattern);
        assertThat(template.widened() != null).isEqualTo(wider);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a//b", "/a/../b", "/a/b;c", "/a*b/c"})
    void a_path_that_no_request_can_have_is_refused(String path) {
        assertThatThrownBy(() -> PathTemplate.parse("", path)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void names_are_unique_and_of_our_letters() {
        OperationNames names = new OperationNames();
        assertThat(names.like("list orders!")).isEqualTo("list_orders_");
        assertThat(names.like("list orders!")).isEqualTo("list_orders__2");
        assertThat(names.like("list_orders__3")).isEqualTo("list_orders__3");
        assertThat(names.like("list orders!")).isEqualTo("list_orders__4");
        assertThat(names.madeFrom("GET", "/orders/{id}/lines")).isEqualTo("getOrdersByIdLines");
        assertThat(names.like("…")).isEqualTo("_");
        assertThat(names.like("x".repeat(500))).hasSize(120);
    }
}
