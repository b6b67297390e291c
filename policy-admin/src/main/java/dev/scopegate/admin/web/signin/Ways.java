package dev.scopegate.admin.web.signin;

import dev.scopegate.admin.accounts.AccountsProperties;
import dev.scopegate.admin.oauth.OAuthLogins;
import dev.scopegate.admin.reset.PasswordReset;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the sign-in page offers beside the password, as far as it is set up here. */
@Component
final class Ways {

    private final OAuthLogins oauth;
    private final AccountsProperties accounts;
    private final PasswordReset reset;

    Ways(OAuthLogins oauth, AccountsProperties accounts, PasswordReset reset) {
        this.oauth = oauth;
        this.accounts = accounts;
        this.reset = reset;
    }

    public List<String> providers() {
        return oauth.names();
    }

    public boolean registration() {
        return accounts.registration();
    }

    public boolean resetByMail() {
        return reset.isByMail();
    }
}
