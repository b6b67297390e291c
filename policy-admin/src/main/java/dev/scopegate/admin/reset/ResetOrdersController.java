package dev.scopegate.admin.reset;

import dev.scopegate.admin.reset.ResetOrders.Ordered;
import dev.scopegate.admin.security.Caller;
import java.util.Map;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Resets for others in our own API. */
@RestController
final class ResetOrdersController {

    private final ResetOrders orders;

    ResetOrdersController(ResetOrders orders) {
        this.orders = orders;
    }

    @PostMapping("/api/v1/accounts/{id}/reset")
    Map<String, Object> order(Caller caller, @PathVariable String id) {
        return switch (orders.order(caller, id)) {
            case Ordered.Mailed() -> Map.of("mailed", true);
            case Ordered.Shown(String link) ->
                Map.of("mailed", false, "link", link, "goodForSeconds", PasswordReset.LIFETIME.toSeconds());
        };
    }
}
