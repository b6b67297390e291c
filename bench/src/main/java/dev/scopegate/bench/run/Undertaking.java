package dev.scopegate.bench.run;

import dev.scopegate.bench.Options;
import dev.scopegate.bench.report.Sheet;
import java.nio.file.Path;

/** Something that can be measured: it starts what it needs, and ends it. */
public interface Undertaking {

    /**
     * Measures.
     *
     * @param root of the sources
     */
    Outcome run(Path root, Options options);

    /**
     * What was measured.
     *
     * @param broken bounds that do not hold, in words; empty where all do
     */
    record Outcome(Sheet sheet, java.util.List<String> broken) {

        static Outcome of(Sheet sheet) {
            return new Outcome(sheet, java.util.List.of());
        }
    }
}
