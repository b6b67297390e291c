package dev.scopegate.bench.machine;

import dev.scopegate.bench.BenchFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;

/** A process with its children, and what they have used so far; read from {@code /proc}, so on Linux alone. */
public record ProcessTree(long pid) {

    /** Of {@code /proc/PID/stat}, whatever the kernel's own rate: proc(5), USER_HZ. */
    private static final long MICROS_PER_TICK = 10_000;
    /** Fields 14 and 15, counted from field 3, which follows the name's closing parenthesis. */
    private static final int USER_TIME = 11;

    private static final int SYSTEM_TIME = 12;

    /** Time on a processor, in user and kernel mode together. */
    public long cpuMicros() {
        return pids().map(ProcessTree::ticks).sum() * MICROS_PER_TICK;
    }

    /** Memory of it that is in RAM. */
    public long residentKib() {
        return pids().map(ProcessTree::resident).sum();
    }

    private LongStream pids() {
        LongStream children = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .mapToLong(ProcessHandle::pid);
        return LongStream.concat(LongStream.of(pid), children);
    }

    private static long ticks(long each) {
        String stat = read(each, "stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
    }

    private static long resident(long each) {
        return read(each, "status")
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    private static String read(long each, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(each), file));
        } catch (IOException e) {
            throw new BenchFailure("process " + each + " must run on Linux, but its /proc entry cannot be read", e);
        }
    }
}
