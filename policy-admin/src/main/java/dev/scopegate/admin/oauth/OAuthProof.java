package dev.scopegate.admin.oauth;

import dev.scopegate.admin.accounts.IdentityProof;
import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.oauth.OAuthLogins.Returned;
import dev.scopegate.policy.token.Identity;

/** Links an account to what its owner is at a provider: a login that was begun there as any other, but ends here. */
public final class OAuthProof implements IdentityProof {

    private final OAuthLogins logins;

    OAuthProof(OAuthLogins logins) {
        this.logins = logins;
    }

    @Override
    public String type() {
        return Identity.OAUTH;
    }

    @Override
    public Identity prove(Body body, ProofContext request) {
        String browser = request.cookies().getOrDefault(SecretCookie.NAME, "");
        return logins.complete(
                body.text("provider"), Deed.logIn(), new Returned(body.text("code"), body.text("state"), browser));
    }
}
