package dev.scopegate.admin.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import dev.scopegate.admin.yaml.Faults.Fault;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class YamlTextTest {

    private static final String ZEROS = "[" + "0,".repeat(90_000) + "0]";

    private static List<Fault> faults(String text) {
        Faults faults = new Faults("text");
        YamlText.read(text, faults);
        FaultyTextException faulty = catchThrowableOfType(FaultyTextException.class, faults::refuseAny);
        return faulty == null ? List.of() : faulty.faults();
    }

    @Test
    void a_name_of_more_than_200_characters_is_refused_and_what_stands_in_it_is_not_read() {
        assertThat(faults("\"" + "k".repeat(200) + "\": 1")).isEmpty();
        assertThat(faults("\"" + "k".repeat(201) + "\": {a: 1, a: 2}"))
                .containsExactly(new Fault(1, 1, "", "name of a member must have at most 200 characters, but has 201"));
        assertThat(faults("{a: {? \"" + "k".repeat(500_000) + "\" : " + ZEROS + "}}"))
                .extracting(Fault::at)
                .containsExactly("a");
    }

    @Test
    void no_path_is_written_for_a_value_that_is_in_order() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        String name = "\"" + "k".repeat(200) + "\"";
        String deep = ("{" + name + ": ").repeat(14) + ZEROS + "}".repeat(14);
        faults("{a: " + ZEROS + "}");

        long start = threads.getCurrentThreadAllocatedBytes();
        faults("{a: " + ZEROS + "}");
        long shallow = threads.getCurrentThreadAllocatedBytes();
        assertThat(faults(deep)).isEmpty();
        long end = threads.getCurrentThreadAllocatedBytes();

        assertThat(end - shallow).isLessThan(2 * (shallow - start));
    }

    @Test
    void a_long_value_that_aliases_repeat_is_refused_once() {
        String text = "[&a \"" + "v".repeat(500_000) + "\"" + ", *a".repeat(50_000) + "]";

        assertThat(faults(text))
                .containsExactly(new Fault(
                        1,
                        2,
                        "[8]",
                        "text must have at most 4194304 characters in its values, but aliases repeat more"));
    }
}
