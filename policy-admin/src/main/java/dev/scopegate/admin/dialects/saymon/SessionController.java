package dev.scopegate.admin.dialects.saymon;

import dev.scopegate.admin.accounts.Logins;
import dev.scopegate.admin.accounts.Logins.Proved;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.Open;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.http.Speaks;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.security.Credentials;
import dev.scopegate.admin.security.OtherSites;
import dev.scopegate.admin.tokens.ForeignTokens;
import dev.scopegate.admin.tokens.ForeignTokens.Asker;
import dev.scopegate.admin.tokens.ForeignTokens.Wanted;
import dev.scopegate.admin.tokens.Revocations;
import dev.scopegate.policy.token.Issuance;
import dev.scopegate.policy.token.TokenKind;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.policy.token.Validity;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Sessions as SAYMON's web pages use them: logins that a browser keeps in a cookie. */
@RestController
@Speaks(UsersController.API)
@Credentials({"query:api-token", "cookie:" + SessionCookies.SESSION, "basic"})
@RequestMapping("/node/api/users/session")
final class SessionController {

    private final Logins logins;
    private final ForeignTokens tokens;
    private final Revocations revocations;
    private final SessionCookies cookies;
    private final Desk desk;

    SessionController(Logins logins, ForeignTokens tokens, Revocations revocations, SessionCookies cookies, Desk desk) {
        this.logins = logins;
        this.tokens = tokens;
        this.revocations = revocations;
        this.cookies = cookies;
        this.desk = desk;
    }

    /** How long sessions last, where they are found again, and whose pages open none. */
    record Desk(Registry registry, InstantSource clock, Duration lifetime, OtherSites others) {}

    @Open
    @PostMapping
    ResponseEntity<String> open(Body body, Origin origin, HttpServletRequest request) {
        desk.others().refuse(request);
        Proved proved = logins.prove(body.text("login"), body.text("password"), origin);
        String account = proved.account().value().id();
        Instant now = desk.clock().instant();
        Wanted wanted = new Wanted(
                new Issuance(account, null, null, "SAYMON session", now),
                UsersController.API,
                Validity.until(now.plus(desk.lifetime())),
                UsersController::value);
        String session = tokens.open(wanted, proved.profile(), new Asker(account, origin))
                .value();
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        cookies.set(headers, session, desk.lifetime(), request);
        return ResponseEntity.ok().headers(headers).body(UsersController.quoted(session));
    }

    @DeleteMapping
    ResponseEntity<Void> close(Caller caller, HttpServletRequest request) {
        Stored<TokenRecord> session = Reply.of(
                        desk.registry().token(caller.token().id()))
                .filter(held -> held.value().kind() == TokenKind.LOGIN)
                .orElseThrow(() -> RefusedException.invalid("There is no session to end."));
        revocations.revoke(caller, session, "logged out");
        HttpHeaders headers = new HttpHeaders();
        cookies.clear(headers, request);
        return ResponseEntity.ok().headers(headers).build();
    }
}
