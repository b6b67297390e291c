package dev.scopegate.admin.reset;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/** The mail that lets its reader set a password anew. */
final class ResetLetter {

    private final JavaMailSender mails;
    private final MailProperties properties;
    private final ResetLinks links;

    ResetLetter(JavaMailSender mails, MailProperties properties, ResetLinks links) {
        this.mails = mails;
        this.properties = properties;
        this.links = links;
    }

    /**
     * Sends it.
     *
     * @param account the account's name
     * @throws IllegalArgumentException where the mailbox is not exactly one address
     */
    void send(String mailbox, String account, String key) {
        try {
            MimeMessage message = mails.createMimeMessage();
            MimeMessageHelper letter = new MimeMessageHelper(message, "UTF-8");
            letter.setFrom(new InternetAddress(properties.from(), true));
            letter.setTo(address(mailbox));
            letter.setSubject("Reset your password");
            letter.setText(text(account, key));
            // RFC 3834: no machine answers a machine.
            message.setHeader("Auto-Submitted", "auto-generated");
            mails.send(message);
        } catch (MessagingException e) {
            throw new IllegalArgumentException("a mail could not be written", e);
        }
    }

    /** A comma makes two addresses, and brackets hide one in another: the key is for the one that was registered. */
    private static InternetAddress address(String mailbox) throws MessagingException {
        InternetAddress address = new InternetAddress(mailbox, true);
        if (!address.getAddress().equals(mailbox)) {
            throw new MessagingException("a mailbox must be one plain address");
        }
        return address;
    }

    private String text(String account, String key) {
        return """
                Somebody, you perhaps, asked to reset the password of the account %s at %s.

                To choose a new password, open this link within %d minutes:

                %s

                or use this key:

                %s

                It works once. If you did not ask for it, do nothing: your password stays as it is.
                """.formatted(account, links.home(), PasswordReset.LIFETIME.toMinutes(), links.mailed(key), key);
    }
}
