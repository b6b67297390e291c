package dev.scopegate.store;

/** What an acknowledged policy write survives. */
public enum Durability {
    /** Each write waits until the server has fsynced it ({@code WAITAOF}, Redis 7.2 or newer). */
    WAITAOF,
    /** The server fsyncs before it answers ({@code appendfsync always}). */
    FSYNC_ALWAYS,
    /** A crash of Redis may forget acknowledged writes. */
    NONE
}
