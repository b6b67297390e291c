package dev.scopegate.admin.reset;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/** The mails about getting into an account: one lets its reader set a password anew, one says that he is told no more. */
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
        mail(mailbox, "Reset your password", text(account, key));
    }

    /** Says to a mailbox that it is the account's no more. */
    void sayFarewell(String mailbox, String account) {
        mail(mailbox, "Your e-mail address was changed", farewell(account));
    }

    private void mail(String mailbox, String subject, String text) {
        try {
            MimeMessage message = mails.createMimeMessage();
            MimeMessageHelper letter = new MimeMessageHelper(message, "UTF-8");
            letter.setFrom(new InternetAddress(properties.from(), true));
            letter.setTo(address(mailbox));
            letter.setSubject(subject);
            letter.setText(text);
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

    private String farewell(String account) {
        return """
                The account %s at %s has another e-mail address now, or none: mail for it comes here no more.

                If that was not you, somebody else is in your account. Sign in, change the password and end all other
                logins; where you cannot sign in any more, tell whoever runs the place.
                """.formatted(account, links.home());
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
