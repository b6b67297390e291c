package dev.scopegate.admin.web.tokens;

import dev.scopegate.admin.acls.AccessLists;
import dev.scopegate.admin.http.ExternalUrls;
import dev.scopegate.admin.operations.Catalogues;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.tokens.Tokens.Issued;
import dev.scopegate.policy.token.GrantedCapability;
import dev.scopegate.policy.token.TokenRecord;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The only page that ever shows a secret, once, with how to use it. */
@Component
final class SecretPage {

    private final ExternalUrls urls;
    private final Catalogues catalogues;
    private final AccessLists lists;

    SecretPage(ExternalUrls urls, Catalogues catalogues, AccessLists lists) {
        this.urls = urls;
        this.catalogues = catalogues;
        this.lists = lists;
    }

    String show(Caller caller, Issued issued, boolean first, Model model, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        TokenRecord token = issued.token();
        SampleCall call = SampleCall.of(grantedTo(caller, token), catalogues);
        model.addAttribute("token", token);
        model.addAttribute("name", TokenRow.nameOf(token));
        model.addAttribute("secret", issued.secret().value());
        model.addAttribute("first", first);
        model.addAttribute("heading", first ? "The token is issued" : "The token has a new secret");
        model.addAttribute("call", call);
        model.addAttribute(
                "snippets", Snippets.of(urls.first(), call, issued.secret().value()));
        model.addAttribute("styles", List.of("tokens"));
        model.addAttribute("scripts", List.of("tokens"));
        return "tokens/secret";
    }

    private List<GrantedCapability> grantedTo(Caller caller, TokenRecord token) {
        List<GrantedCapability> own = token.terms().capabilities();
        String list = token.issuance().accessList();
        if (own != null || list == null) {
            return own == null ? List.of() : own;
        }
        return lists.require(caller, list).capabilities();
    }
}
