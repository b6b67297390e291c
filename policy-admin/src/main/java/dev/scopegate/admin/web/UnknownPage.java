package dev.scopegate.admin.web;

import dev.scopegate.admin.http.Open;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Answers where no page is, as a page. */
@Page
@Open
final class UnknownPage {

    @RequestMapping("/ui/**")
    @ResponseStatus(HttpStatus.NOT_FOUND)
    String unknown(Model model) {
        model.addAttribute("status", HttpStatus.NOT_FOUND.value());
        model.addAttribute("text", "There is no such page. The link may be old or mistyped.");
        return "error";
    }
}
