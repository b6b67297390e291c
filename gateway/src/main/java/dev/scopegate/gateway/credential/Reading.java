package dev.scopegate.gateway.credential;

/** What the reader found in a request. */
public sealed interface Reading {

    /** No source holds anything. */
    record None() implements Reading {}

    /** One credential, however often it stands in the request. */
    record One(Credential credential) implements Reading {}

    /** Different credentials: nobody can say which one was meant. */
    record Several() implements Reading {}

    /** Something that cannot be any credential: too long, or with characters that no token has. */
    record Unreadable() implements Reading {}
}
