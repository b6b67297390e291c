package dev.scopegate.admin.live;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp;
import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import dev.scopegate.admin.live.EventReader.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LiveRefusalsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AdminApp app = AdminApp.shared();
    private final User user = app.user();

    private Answer issue(User owner, String... capabilities) {
        return app.post(
                "/api/v1/tokens",
                owner.login(),
                json(
                        "capabilities",
                        List.of(capabilities).stream()
                                .map(each -> Map.of("capability", each))
                                .toList()));
    }

    /** A call that its token does not cover. */
    private void beRefused(Answer issued) {
        assertThat(app.get("/api/v1/audit", issued.text("token")).status()).isEqualTo(403);
    }

    @Test
    void a_refusal_is_told_while_it_happens_and_a_permit_is_not() throws Exception {
        Answer issued = issue(user, "scopegate:tokensGet");
        try (EventReader reader = EventReader.open(app, user.login(), null)) {
            app.get("/api/v1/tokens/" + issued.text("id"), issued.text("token"));
            beRefused(issued);

            Event event = reader.next();

            assertThat(reader.response().headers().firstValue("Content-Type").orElse(""))
                    .startsWith("text/event-stream");
            assertThat(event.name()).isEqualTo("refusal");
            assertThat(event.json().get("tokenId").asString()).isEqualTo(issued.text("id"));
            assertThat(event.json().get("outcome").asString()).isEqualTo("no_capability");
            assertThat(event.json().get("operation").asString()).isEqualTo("scopegate:auditList");
            assertThat(event.data()).doesNotContain(issued.text("token"));
        }
    }

    @Test
    void everyone_hears_of_his_own_and_the_administrator_of_all() throws Exception {
        User other = app.user();
        Answer theirs = issue(other, "scopegate:tokensGet");
        Answer mine = issue(user, "scopegate:tokensGet");
        try (EventReader my = EventReader.open(app, user.login(), null);
                EventReader all = EventReader.open(app, AdminApp.ADMIN_TOKEN, null)) {
            beRefused(theirs);
            beRefused(mine);

            assertThat(my.next().json().get("tokenId").asString()).isEqualTo(mine.text("id"));
            assertThat(awaitToken(all, theirs.text("id")).json().get("account").asString())
                    .isEqualTo(other.account());
        }
    }

    @Test
    void a_token_that_does_not_act_for_its_account_hears_of_itself_alone() throws Exception {
        Answer listening = issue(user, "scopegate:decisionsLive");
        Answer another = issue(user, "scopegate:tokensGet");
        try (EventReader reader = EventReader.open(app, listening.text("token"), null)) {
            beRefused(another);
            beRefused(listening);

            assertThat(reader.next().json().get("tokenId").asString()).isEqualTo(listening.text("id"));
        }
    }

    @Test
    void the_stream_ends_with_the_token_that_opened_it() throws Exception {
        Answer listening = issue(user, "scopegate:decisionsLive");
        try (EventReader reader = EventReader.open(app, listening.text("token"), null)) {
            app.delete("/api/v1/tokens/" + listening.text("id"), user.login());

            assertThat(reader.next().name()).isEqualTo("end");
            assertThat(reader.next().name()).isEqualTo("closed");
        }
    }

    @Test
    void the_stream_ends_with_a_value_that_was_rotated_out() throws Exception {
        Answer listening = issue(user, "scopegate:decisionsLive");
        try (EventReader reader = EventReader.open(app, listening.text("token"), null)) {
            app.post("/api/v1/tokens/" + listening.text("id") + "/rotate", user.login(), "{}");

            assertThat(reader.next().name()).isEqualTo("end");
        }
    }

    @Test
    void a_reader_that_comes_back_is_told_what_it_missed_and_nothing_twice() throws Exception {
        Answer issued = issue(user, "scopegate:tokensGet");
        String seen;
        try (EventReader reader = EventReader.open(app, user.login(), null)) {
            beRefused(issued);
            seen = reader.next().id();
        }
        beRefused(issued);
        try (EventReader reader = EventReader.open(app, user.login(), seen)) {
            Event missed = reader.next();
            beRefused(issued);
            Event next = reader.next();

            assertThat(missed.id()).isNotEqualTo(seen);
            assertThat(next.json().get("id").asString())
                    .isNotEqualTo(missed.json().get("id").asString());
            assertThat(next.name()).isEqualTo("refusal");
        }
    }

    @Test
    void the_sixth_stream_of_an_account_ends_its_first() throws Exception {
        List<EventReader> readers = new ArrayList<>();
        try {
            for (int i = 0; i < 6; i++) {
                readers.add(EventReader.open(app, user.login(), null));
            }
            assertThat(readers.getFirst().next().name()).isEqualTo("end");
            beRefused(issue(user, "scopegate:tokensGet"));
            assertThat(readers.getLast().next().name()).isEqualTo("refusal");
        } finally {
            for (EventReader reader : readers) {
                reader.close();
            }
        }
    }

    /** Harm: threads and readers that pile up with every page that is left. */
    @Test
    void a_reader_that_is_gone_is_forgotten() throws Exception {
        RefusalFeed feed = app.bean(RefusalFeed.class);
        try (EventReader reader = EventReader.open(app, user.login(), null)) {
            assertThat(reader.response().statusCode()).isEqualTo(200);
            assertThat(feed.hasListener(user.account())).isTrue();
        }
        Awaitility.await().atMost(PATIENCE).until(() -> !feed.hasListener(user.account()));
    }

    @Test
    void nobody_listens_without_a_credential_or_from_nowhere() throws Exception {
        assertThat(app.get("/api/v1/decisions/live", null).status()).isEqualTo(401);
        assertThat(app.get(
                                "/api/v1/decisions/live",
                                issue(user, "scopegate:tokensGet").text("token"))
                        .status())
                .isEqualTo(403);
        for (String place : List.of("yesterday", "99999999999999999999-0")) {
            try (EventReader reader = EventReader.open(app, user.login(), place)) {
                assertThat(reader.response().statusCode()).as(place).isEqualTo(400);
            }
        }
    }

    private static Event awaitToken(EventReader reader, String token) throws InterruptedException {
        Event event = reader.next();
        while (!token.equals(event.json().path("tokenId").asString(""))) {
            event = reader.next();
        }
        return event;
    }
}
