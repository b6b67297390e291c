package dev.scopegate.admin.yaml;

import dev.scopegate.admin.yaml.Faults.Fault;
import java.util.List;

/** Carries what is wrong with a text to whoever words it; not an error of the program. */
public final class FaultyTextException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    /**
     * A refusal of the whole text.
     *
     * @param what was read
     * @param number of all faults
     * @param faults the first of them
     */
    FaultyTextException(String what, int number, List<Fault> faults) {
        super(what + " has " + number + (number == 1 ? " error" : " errors"), null, false, false);
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
