package dev.scopegate.admin.web.tokens;

import dev.scopegate.admin.changes.Acknowledgement.Acknowledged;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.security.Performs;
import dev.scopegate.admin.tokens.Custody;
import dev.scopegate.admin.tokens.Revocations;
import dev.scopegate.admin.tokens.TokenLife;
import dev.scopegate.admin.tokens.TokenList;
import dev.scopegate.admin.web.Page;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.store.Stored;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where a secret or a whole token ends: each says first what will stop working. */
@Page
final class EndPage {

    private final Custody custody;
    private final TokenList list;
    private final Revocations revocations;
    private final TokenLife life;
    private final Show show;

    EndPage(Custody custody, TokenList list, Revocations revocations, TokenLife life, Show show) {
        this.custody = custody;
        this.list = list;
        this.revocations = revocations;
        this.life = life;
        this.show = show;
    }

    /** What is shown of a token before and after. */
    @Component
    record Show(TokenViews views, SecretPage secrets) {}

    @Performs("tokensDescendants")
    @GetMapping("/ui/tokens/{id}/revoke")
    String confirmRevoke(Caller caller, @PathVariable String id, Model model) {
        TokenRecord token = custody.require(caller, id).value();
        model.addAttribute("row", show.views().row(token));
        model.addAttribute("descendants", list.descendants(caller, id));
        model.addAttribute("styles", List.of("tokens"));
        return "tokens/revoke";
    }

    @Performs("tokensRevoke")
    @PostMapping("/ui/tokens/{id}/revoke")
    String revoke(Caller caller, @PathVariable String id, Model model) {
        Stored<TokenRecord> token = custody.require(caller, id);
        TokenList.Count descendants = list.descendants(caller, id);
        Acknowledged acknowledged = revocations.revoke(caller, token, "revoked by its owner");
        model.addAttribute("row", show.views().row(custody.require(caller, id).value()));
        model.addAttribute("descendants", descendants);
        model.addAttribute("acknowledged", acknowledged.text());
        model.addAttribute("complete", acknowledged.laggards().isEmpty());
        model.addAttribute("styles", List.of("tokens"));
        return "tokens/revoked";
    }

    @Performs("tokensGet")
    @GetMapping("/ui/tokens/{id}/rotate")
    String chooseGrace(Caller caller, @PathVariable String id, Model model) {
        model.addAttribute("row", show.views().row(custody.require(caller, id).value()));
        model.addAttribute("styles", List.of("tokens"));
        return "tokens/rotate";
    }

    @Performs("tokensRotate")
    @PostMapping("/ui/tokens/{id}/rotate")
    String rotate(
            Caller caller,
            @PathVariable String id,
            @RequestParam(defaultValue = "0") long grace,
            Model model,
            HttpServletResponse response) {
        long seconds = Math.clamp(grace, -1L, Integer.MAX_VALUE);
        return show.secrets()
                .show(caller, life.rotate(caller, id, Duration.ofSeconds(seconds)), false, model, response);
    }
}
