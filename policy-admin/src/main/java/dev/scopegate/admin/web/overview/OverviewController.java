package dev.scopegate.admin.web.overview;

import dev.scopegate.admin.gateways.Gateways;
import dev.scopegate.admin.http.Open;
import dev.scopegate.admin.live.LiveRefusals;
import dev.scopegate.admin.live.LiveRefusals.Recent;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.security.Performs;
import dev.scopegate.admin.web.Page;
import dev.scopegate.store.ChangeId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page that one lands on: how much is called, what is refused and why, and how the installation is. */
@Page
final class OverviewController {

    private static final int REFUSALS = 10;

    private final Overviews overviews;
    private final FirstSteps steps;
    private final LiveRefusals refusals;
    private final Gateways gateways;

    OverviewController(Overviews overviews, FirstSteps steps, LiveRefusals refusals, Gateways gateways) {
        this.overviews = overviews;
        this.steps = steps;
        this.refusals = refusals;
        this.gateways = gateways;
    }

    @Open
    @GetMapping("/")
    String root() {
        return "redirect:/ui";
    }

    @Performs("usageShow")
    @GetMapping({"/ui", "/ui/overview"})
    String show(Caller caller, @RequestParam(defaultValue = "hour") String period, Model model) {
        Recent recent = refusals.recent(caller, REFUSALS);
        model.addAttribute("styles", List.of("plot", "overview"));
        model.addAttribute("scripts", List.of("overview"));
        model.addAttribute("overview", overviews.of(caller, period));
        model.addAttribute("steps", steps.of(caller.account().id()));
        model.addAttribute("after", recent.after().value());
        model.addAttribute(
                "refusals", recent.refusals().stream().map(RefusedCall::of).toList());
        if (caller.isAdministrator()) {
            model.addAttribute("gateways", gateways.followers(caller).gateways());
            model.addAttribute("store", gateways.store(caller));
        }
        return "overview/overview";
    }

    /** A browser says what it has seen last by itself, but only once it was told something. */
    @Performs("decisionsLive")
    @GetMapping("/ui/overview/live")
    void live(Caller caller, @RequestParam String after, HttpServletRequest request, HttpServletResponse response) {
        String last = request.getHeader("Last-Event-ID");
        ChangeId seen = LiveRefusals.place(last == null ? after : last);
        refusals.stream(caller, request, response, seen, RefusedCall::of);
    }
}
