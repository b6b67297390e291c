package dev.scopegate.admin.gateways;

import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.store.ChangeId;
import dev.scopegate.store.ChangeLog;
import dev.scopegate.store.Follower;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The gateways that are alive, and how far each has followed the change log. For administrators. */
@RestController
@RequestMapping("/api/v1/gateways")
final class GatewaysController {

    private final ChangeLog changes;

    GatewaysController(ChangeLog changes) {
        this.changes = changes;
    }

    @GetMapping
    Map<String, Object> list(Caller caller) {
        if (!caller.isAdministrator()) {
            throw new RefusedException(Refusal.forbidden("only an administrator may see the gateways"));
        }
        ChangeId tip = Reply.of(changes.tip());
        List<Map<String, Object>> gateways = Reply.of(changes.followers()).stream()
                .sorted(Comparator.comparing(Follower::gateway))
                .map(follower -> form(follower, tip))
                .toList();
        return Map.of("tip", tip.value(), "gateways", gateways);
    }

    private static Map<String, Object> form(Follower follower, ChangeId tip) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("name", follower.gateway());
        form.put("reached", follower.reached().value());
        form.put("behindMillis", Math.max(0, tip.millis() - follower.reached().millis()));
        form.put("seenAt", follower.seen().toString());
        return form;
    }
}
