package dev.scopegate.bench.run;

import dev.scopegate.bench.load.Call;
import dev.scopegate.bench.system.Server;
import java.util.List;

/**
 * One size of a thing whose size should not matter.
 *
 * @param servers gateways that are called at the same time
 * @param call what each of them is sent
 */
record Variant(String label, List<Server> servers, Call call) {

    Variant(String label, Server server, Call call) {
        this(label, List.of(server), call);
    }
}
