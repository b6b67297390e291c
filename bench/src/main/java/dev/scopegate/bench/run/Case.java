package dev.scopegate.bench.run;

import dev.scopegate.bench.load.Call;
import dev.scopegate.bench.system.Server;

/**
 * One row of the comparison.
 *
 * @param id a letter, as {@code --only} takes it
 * @param words what it is
 */
record Case(String id, String words, Server server, Call call) {

    String label() {
        return id + ". " + words;
    }
}
