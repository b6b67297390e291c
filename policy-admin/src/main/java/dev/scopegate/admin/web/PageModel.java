package dev.scopegate.admin.web;

import dev.scopegate.admin.web.Visitors.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page shows beside its own matter: who is signed in, and what its forms repeat. */
@ControllerAdvice(annotations = Page.class)
final class PageModel {

    private final Sessions sessions;
    private final Visitors visitors;

    PageModel(Sessions sessions, Visitors visitors) {
        this.sessions = sessions;
        this.visitors = visitors;
    }

    @ModelAttribute("visitor")
    @Nullable
    Visitor visitor(HttpServletRequest request) {
        return visitors.of(request);
    }

    @ModelAttribute("csrf")
    String csrf(HttpServletRequest request) {
        return sessions.csrfOf(request);
    }
}
