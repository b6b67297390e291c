package dev.scopegate.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * On what was measured.
 *
 * @param processor as the processor names itself
 * @param cores that this program may use
 * @param memoryGib of the machine
 * @param java version and vendor of the JVMs
 * @param jvmFlags what they were started with
 */
public record MachineFacts(String processor, int cores, long memoryGib, String system, String java, String jvmFlags) {

    private static final long KIB_PER_GIB = 1L << 20;

    public static MachineFacts read(String jvmFlags) {
        return new MachineFacts(
                field("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                memory(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.version") + ", " + System.getProperty("java.vendor"),
                jvmFlags);
    }

    private static long memory() {
        String digits = field("/proc/meminfo", "MemTotal").replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Math.round((double) Long.parseLong(digits) / KIB_PER_GIB);
    }

    private static String field(String file, String name) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
