package dev.scopegate.admin.web;

import dev.scopegate.admin.http.ErrorShape;
import dev.scopegate.admin.http.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/** Errors as pages that say what to do next; who is not signed in is led to where one does. */
@RestControllerAdvice(annotations = Page.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PageErrors extends ErrorShape {

    private final ITemplateEngine templates;
    private final Sessions sessions;

    PageErrors(ITemplateEngine templates, Sessions sessions) {
        this.templates = templates;
        this.sessions = sessions;
    }

    @Override
    protected ResponseEntity<?> write(Refusal refusal, ResponseEntity.BodyBuilder answer) {
        if (!(RequestContextHolder.currentRequestAttributes() instanceof ServletRequestAttributes attributes)
                || attributes.getResponse() == null) {
            throw new IllegalStateException("a page was asked for outside of a request");
        }
        HttpServletRequest request = attributes.getRequest();
        if (refusal.status() == 401) {
            return toSignIn(request);
        }
        ResponseEntity.BodyBuilder page = ResponseEntity.status(refusal.status());
        if (refusal.retryAfter() != null) {
            page.header(
                    HttpHeaders.RETRY_AFTER,
                    Long.toString(Math.max(1, refusal.retryAfter().toSeconds())));
        }
        return page.contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(render(refusal, request, attributes.getResponse()));
    }

    /**
     * A part of a page that is asked for by a script cannot be swapped for the sign-in form: the whole page goes there. A
     * stream of events cannot be one, and is not asked for again after this status.
     */
    private static ResponseEntity<?> toSignIn(HttpServletRequest request) {
        if (MediaType.TEXT_EVENT_STREAM_VALUE.equals(request.getHeader(HttpHeaders.ACCEPT))) {
            return ResponseEntity.status(401).build();
        }
        boolean part = request.getHeader("HX-Request") != null;
        String target = "/ui/sign-in" + (part ? "" : next(request));
        return part
                ? ResponseEntity.status(401).header("HX-Redirect", target).build()
                : ResponseEntity.status(303)
                        .header(HttpHeaders.LOCATION, target)
                        .build();
    }

    private static String next(HttpServletRequest request) {
        String query = request.getQueryString();
        boolean first = request.getRequestURI().equals("/ui") && query == null;
        if (!request.getMethod().equals("GET") || first) {
            return "";
        }
        String page = request.getRequestURI() + (query == null ? "" : "?" + query);
        return page.length() > 1_000 ? "" : "?next=" + URLEncoder.encode(page, StandardCharsets.UTF_8);
    }

    private String render(Refusal refusal, HttpServletRequest request, @Nullable HttpServletResponse response) {
        Map<String, @Nullable Object> model = new HashMap<>();
        model.put("status", refusal.status());
        model.put("text", refusal.text());
        model.put("code", refusal.code());
        model.put("scope", refusal.sufficient());
        model.put("csrf", sessions.csrfOf(request));
        boolean part = request.getHeader("HX-Request") != null;
        WebContext context = new WebContext(
                JakartaServletWebApplication.buildApplication(request.getServletContext())
                        .buildExchange(request, response),
                Locale.ENGLISH,
                model);
        return templates.process(part ? "parts/refusal" : "error", context);
    }
}
