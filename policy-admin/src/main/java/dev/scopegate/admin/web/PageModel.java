package dev.scopegate.admin.web;

import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.security.CallerCheck;
import dev.scopegate.policy.token.Account;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page shows beside its own matter: who is signed in, and what its forms repeat. */
@ControllerAdvice(annotations = Page.class)
final class PageModel {

    private final Sessions sessions;

    PageModel(Sessions sessions) {
        this.sessions = sessions;
    }

    @ModelAttribute("visitor")
    @Nullable
    Visitor visitor(HttpServletRequest request) {
        return of(request);
    }

    @ModelAttribute("csrf")
    String csrf(HttpServletRequest request) {
        return sessions.csrfOf(request);
    }

    static @Nullable Visitor of(HttpServletRequest request) {
        return CallerCheck.callerOf(request).map(Visitor::of).orElse(null);
    }

    /**
     * Whoever is signed in.
     *
     * @param managesUsers whether other people's accounts are theirs to see
     */
    public record Visitor(String name, boolean administrator, boolean managesUsers) {

        static Visitor of(Caller caller) {
            boolean manages = caller.account().permissions().contains(Account.MANAGE_USERS);
            return new Visitor(caller.account().name(), caller.isAdministrator(), manages || caller.isAdministrator());
        }
    }
}
