package dev.scopegate.admin.closing;

import dev.scopegate.admin.tokens.TokenList.Count;

/**
 * What ends with an account.
 *
 * @param tokens that may still be used, logins among them
 * @param accessLists its access lists
 * @param clients its clients; whatever they obtained for other people is void without them
 * @param identities what nobody can log in by any more
 */
public record Impact(Count tokens, int accessLists, int clients, int identities) {}
