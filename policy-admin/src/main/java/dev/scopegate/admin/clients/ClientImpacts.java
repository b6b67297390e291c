package dev.scopegate.admin.clients;

import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.tokens.TokenList;
import dev.scopegate.policy.token.Client;
import dev.scopegate.store.TokenQuery;

/** Says what the end of a client would cut off, before it does. */
public final class ClientImpacts {

    private final Clients clients;
    private final TokenList tokens;

    ClientImpacts(Clients clients, TokenList tokens) {
        this.clients = clients;
        this.tokens = tokens;
    }

    /**
     * What is void without the client.
     *
     * @param tokens that it obtained, for whichever accounts, and that may still be used
     */
    public record Impact(Client client, TokenList.Count tokens) {}

    public Impact of(Caller caller, String id) {
        return new Impact(clients.require(caller, id), tokens.living(TokenQuery.ofClient(id)));
    }
}
