package dev.scopegate.bench.report;

import dev.scopegate.bench.BenchFailure;
import dev.scopegate.bench.machine.MachineFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a file of results holds: each table with the machine, the command and the time that it comes from. */
public record Results(List<Entry> entries) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * One table.
     *
     * @param command what gives the like of it
     * @param at when it was measured
     */
    public record Entry(Sheet sheet, String command, String at, MachineFacts machine) {}

    /** What the file holds; nothing where there is none yet. */
    public static Results read(Path file) {
        if (!Files.exists(file)) {
            return new Results(List.of());
        }
        try {
            return JSON.readValue(Files.readString(file), Results.class);
        } catch (IOException | JacksonException e) {
            throw new BenchFailure("results must be a file that --json wrote, but '" + file + "' is not", e);
        }
    }

    /** The same with this entry, in the place of the one of the same name, or else behind all others. */
    public Results with(Entry entry) {
        List<Entry> all = new ArrayList<>(entries);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).sheet().name().equals(entry.sheet().name())) {
                all.set(i, entry);
                return new Results(all);
            }
        }
        all.add(entry);
        return new Results(all);
    }

    public void write(Path file) {
        try {
            Files.writeString(file, JSON.writeValueAsString(this) + "\n");
        } catch (IOException e) {
            throw new BenchFailure("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
