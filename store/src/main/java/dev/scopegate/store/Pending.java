package dev.scopegate.store;

import java.util.Optional;

final class Pending {
    private Pending() {}

    @SuppressWarnings("TypeParameterUnusedInFormals")
    static <T> T notYet() {
        return Optional.<T>empty().orElseThrow();
    }
}
