package dev.scopegate.gateway.proof;

/** Which signatures a route takes in place of a token. */
public enum ProofKind {
    NONE,
    /** Those that Ocean's clients put among the parameters of a call. */
    OCEAN
}
