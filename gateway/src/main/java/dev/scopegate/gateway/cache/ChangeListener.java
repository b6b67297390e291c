package dev.scopegate.gateway.cache;

import java.util.Set;

/** Hears what has changed, once it is dropped from memory: what is read afterwards is what is true now. */
public interface ChangeListener {

    /** These records changed; never none. */
    void changed(Set<String> subjects);

    /** The log was out of reach for longer than memory may be believed: anything may have changed. */
    void lapsed();
}
