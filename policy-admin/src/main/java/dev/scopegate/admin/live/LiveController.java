package dev.scopegate.admin.live;

import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.store.ChangeId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** New refusals as server-sent events. */
@RestController
@RequestMapping("/api/v1/decisions/live")
final class LiveController {

    private static final Pattern PLACE = Pattern.compile("\\d{1,20}-\\d{1,20}");

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
        if (last != null && !PLACE.matcher(last).matches()) {
            throw RefusedException.invalid("'Last-Event-ID' must be the id of an event of this stream");
        }
        refusals.stream(caller, request, response, last == null ? null : new ChangeId(last), event -> event);
    }
}
