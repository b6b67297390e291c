package dev.scopegate.admin.accounts;

/**
 * What it takes for an account to have another mailbox: mail is a way in.
 *
 * @param proofs of whoever asks for it
 * @param former whom it is told
 * @param attempts bound how many addresses may be asked for
 */
public record MailboxMoves(FreshProof proofs, FormerMailbox former, LoginAttempts attempts) {}
