package dev.scopegate.admin.web.home;

import dev.scopegate.admin.http.Open;
import dev.scopegate.admin.security.Performs;
import dev.scopegate.admin.web.Page;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page of whoever is signed in. */
@Page
final class HomeController {

    @Open
    @GetMapping("/")
    String root() {
        return "redirect:/ui";
    }

    @Performs("tokensList")
    @GetMapping("/ui")
    String home() {
        return "home/home";
    }
}
