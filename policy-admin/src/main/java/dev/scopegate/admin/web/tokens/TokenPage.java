package dev.scopegate.admin.web.tokens;

import dev.scopegate.admin.changes.Acknowledgement;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.security.Performs;
import dev.scopegate.admin.tokens.TokenLife;
import dev.scopegate.admin.tokens.TokenLife.Switched;
import dev.scopegate.admin.tokens.care.Habits;
import dev.scopegate.admin.web.Page;
import dev.scopegate.store.UsagePeriod;
import java.util.List;
import java.util.Set;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of one token: what it may do, did and has left, and what can be done to it in one step. */
@Page
final class TokenPage {

    private final TokenViews views;
    private final TokenLife life;
    private final Habits habits;
    private final Acknowledgement acknowledgement;

    TokenPage(TokenViews views, TokenLife life, Habits habits, Acknowledgement acknowledgement) {
        this.views = views;
        this.life = life;
        this.habits = habits;
        this.acknowledgement = acknowledgement;
    }

    @Performs("tokensGet")
    @GetMapping("/ui/tokens/{id}")
    String show(
            Caller caller, @PathVariable String id, @RequestParam(defaultValue = "day") String period, Model model) {
        return show(caller, id, period(period), model);
    }

    @Performs("tokensDisable")
    @PostMapping("/ui/tokens/{id}/disable")
    String disable(Caller caller, @PathVariable String id, Model model) {
        return done(
                caller,
                "The token is disabled: it is refused until you enable it.",
                life.disable(caller, id, true),
                model);
    }

    @Performs("tokensEnable")
    @PostMapping("/ui/tokens/{id}/enable")
    String enable(Caller caller, @PathVariable String id, Model model) {
        return done(caller, "The token is enabled again.", life.disable(caller, id, false), model);
    }

    @Performs("tokensNarrow")
    @PostMapping("/ui/tokens/{id}/narrow")
    String narrow(
            Caller caller, @PathVariable String id, @RequestParam(defaultValue = "") Set<String> unused, Model model) {
        return done(caller, "What the token never used is taken away.", habits.narrow(caller, id, unused), model);
    }

    private String done(Caller caller, String what, Switched switched, Model model) {
        model.addAttribute(
                "done", what + " " + acknowledgement.await(switched.at()).text());
        return show(caller, switched.token().id(), UsagePeriod.DAY, model);
    }

    private String show(Caller caller, String id, UsagePeriod period, Model model) {
        model.addAttribute("view", views.of(caller, id, period));
        model.addAttribute("everyone", caller.isAdministrator());
        model.addAttribute("styles", List.of("tokens", "plot"));
        model.addAttribute("scripts", List.of("tokens"));
        return "tokens/token";
    }

    private static UsagePeriod period(String text) {
        return switch (text) {
            case "hour" -> UsagePeriod.HOUR;
            case "day" -> UsagePeriod.DAY;
            case "week" -> UsagePeriod.WEEK;
            default -> throw RefusedException.invalid("'period' must be hour, day or week, but was '" + text + "'");
        };
    }
}
