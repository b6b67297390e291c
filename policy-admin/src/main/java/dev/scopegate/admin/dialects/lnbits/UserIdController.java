package dev.scopegate.admin.dialects.lnbits;

import dev.scopegate.admin.accounts.LoginAttempts;
import dev.scopegate.admin.accounts.Logins;
import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.Open;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.http.Speaks;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The login by user id alone, which administrators do not have. */
@RestController
@Speaks("lnbits")
final class UserIdController {

    private static final int LONGEST = 128;

    private final UserIds userIds;
    private final Logins logins;
    private final LoginAttempts attempts;
    private final LnbitsProperties properties;

    UserIdController(UserIds userIds, Logins logins, LoginAttempts attempts, LnbitsProperties properties) {
        this.userIds = userIds;
        this.logins = logins;
        this.attempts = attempts;
        this.properties = properties;
    }

    @Open
    @PostMapping("/api/v1/auth/usr")
    Map<String, Object> logIn(Body body, Origin origin) {
        String userId = body.text("usr");
        if (!properties.userIdLogin()) {
            throw new RefusedException(Refusal.forbidden("Login by 'User ID' is not allowed."));
        }
        attempts.admitProof(origin);
        UserIds.Known known = (userId.length() > LONGEST ? Optional.<UserIds.Known>empty() : userIds.find(userId))
                .orElseThrow(
                        () -> new RefusedException(Refusal.of(401, "invalid_credentials", "User ID does not exist.")));
        if (known.account().isAdministrator()) {
            throw new RefusedException(Refusal.forbidden("Admin users cannot login with user id only."));
        }
        return LoginController.bearer(logins.logIn(known.identity(), origin));
    }
}
