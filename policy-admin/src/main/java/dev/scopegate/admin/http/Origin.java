package dev.scopegate.admin.http;

/** Where a request came from, as far as it can be trusted: the peer, or what a listed proxy says of it. */
public record Origin(String address) {}
