package dev.scopegate.admin.gateways;

import dev.scopegate.admin.gateways.Gateways.Followers;
import dev.scopegate.admin.gateways.Gateways.Following;
import dev.scopegate.admin.gateways.Gateways.Store;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.store.StoreVitals.Vitals;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The gateways that are alive, how far each has followed the change log, and the store that they share. */
@RestController
@RequestMapping("/api/v1")
final class GatewaysController {

    private final Gateways gateways;

    GatewaysController(Gateways gateways) {
        this.gateways = gateways;
    }

    @GetMapping("/gateways")
    Map<String, Object> list(Caller caller) {
        Followers followers = gateways.followers(caller);
        return Map.of(
                "tip",
                followers.tip().value(),
                "gateways",
                followers.gateways().stream().map(GatewaysController::form).toList());
    }

    @GetMapping("/store")
    Map<String, Object> store(Caller caller) {
        Store store = gateways.store(caller);
        Vitals vitals = store.vitals();
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("version", vitals.version());
        form.put("durability", store.durability().name());
        form.put("answeredInMicros", vitals.answeredIn().toNanos() / 1_000);
        form.put("uptimeSeconds", vitals.uptime().toSeconds());
        form.put("usedBytes", vitals.usedBytes());
        form.put("mostBytes", vitals.mostBytes());
        form.put("clients", vitals.clients());
        form.put("evictedKeys", vitals.evicted());
        return form;
    }

    private static Map<String, Object> form(Following following) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("name", following.name());
        form.put("reached", following.reached().value());
        form.put("behindMillis", following.behind().toMillis());
        form.put("seenAt", following.seen().toString());
        return form;
    }
}
