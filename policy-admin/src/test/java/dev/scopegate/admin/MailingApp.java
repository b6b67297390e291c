package dev.scopegate.admin;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.scopegate.store.RedisServer;
import java.util.stream.Stream;

/** An app that sends mails, with the server that takes them and a Redis of its own. */
record MailingApp(GreenMail mails, RedisServer redis, AdminApp app) implements AutoCloseable {

    /** Starts one with these settings. */
    static MailingApp start(String... settings) {
        GreenMail mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mails.start();
        RedisServer redis = RedisServer.start();
        Stream<String> mail = Stream.of(
                "--spring.mail.host=127.0.0.1",
                "--spring.mail.port=" + mails.getSmtp().getPort());
        String[] all = Stream.concat(mail, Stream.of(settings)).toArray(String[]::new);
        return new MailingApp(mails, redis, AdminApp.start(redis.uri(), all));
    }

    @Override
    public void close() {
        app.close();
        redis.close();
        mails.stop();
    }
}
