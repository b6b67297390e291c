package dev.scopegate.admin.live;

import dev.scopegate.admin.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** New refusals as server-sent events. */
@RestController
@RequestMapping("/api/v1/decisions/live")
final class LiveController {

    private final LiveRefusals refusals;

    LiveController(LiveRefusals refusals) {
        this.refusals = refusals;
    }

    @GetMapping
    void stream(
            Caller caller,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
            HttpServletRequest request,
            HttpServletResponse response) {
        refusals.stream(caller, request, response, last == null ? null : LiveRefusals.place(last), event -> event);
    }
}
