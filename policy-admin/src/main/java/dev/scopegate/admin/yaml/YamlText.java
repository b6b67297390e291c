package dev.scopegate.admin.yaml;

import dev.scopegate.admin.yaml.Part.Mapping;
import dev.scopegate.admin.yaml.Part.Scalar;
import dev.scopegate.admin.yaml.Part.Sequence;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads YAML, and the JSON that is YAML, as values with their places. Plain words mean what they mean in JSON: {@code no}
 * and {@code 12:30} are texts.
 */
public final class YamlText {

    /** Longest text, in bytes and so in characters too. */
    public static final int MOST_BYTES = 1024 * 1024;

    /** Most values, each counted as often as an alias repeats it. */
    private static final int MOST_VALUES = 100_000;

    /** Most characters of all values, likewise: a text can be short and say one long value often. */
    private static final long MOST_CHARACTERS = 4L * MOST_BYTES;

    private static final int LONGEST_NAME = 200;
    private static final int DEEPEST = 16;
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,17})");

    private final Faults faults;
    private int values;
    private long characters;

    private YamlText(Faults faults) {
        this.faults = faults;
    }

    /** The documents of a text. Empty ones are left out. */
    public static List<Part> read(String text, Faults faults) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_BYTES);
        List<Part> documents = new ArrayList<>();
        YamlText reader = new YamlText(faults);
        try {
            for (Node node : new Yaml(new SafeConstructor(options)).composeAll(new StringReader(text))) {
                Part document = reader.part(node, Place.START, 0);
                if (document.plain() != null) {
                    documents.add(document);
                }
            }
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            Place place = mark == null ? Place.START : new Place(mark.getLine() + 1, mark.getColumn() + 1, null);
            faults.add(place, "text must be YAML, but " + e.getProblem());
        } catch (YAMLException e) {
            faults.add(Place.START, "text must be YAML without control characters, but is not");
        }
        return documents;
    }

    private Part part(Node node, Place from, int depth) {
        Mark mark = node.getStartMark();
        Place place = from.at(mark.getLine() + 1, mark.getColumn() + 1);
        if (++values > MOST_VALUES || depth > DEEPEST) {
            if (values <= MOST_VALUES + 1) {
                faults.add(
                        place,
                        "text must have at most " + MOST_VALUES + " values, " + DEEPEST
                                + " inside one another, but has more");
            }
            return new Scalar(place, null);
        }
        if (node instanceof ScalarNode scalar && isTooMuch(scalar.getValue().length(), place)) {
            return new Scalar(place, null);
        }
        return switch (node) {
            case MappingNode mapping -> new Mapping(place, members(mapping, place, depth));
            case SequenceNode sequence -> new Sequence(place, items(sequence, place, depth));
            case ScalarNode scalar -> new Scalar(place, value(scalar));
            default -> throw new YAMLException("a node of another kind");
        };
    }

    private boolean isTooMuch(int more, Place place) {
        if (characters > MOST_CHARACTERS) {
            return true;
        }
        characters += more;
        if (characters > MOST_CHARACTERS) {
            faults.add(
                    place,
                    "text must have at most " + MOST_CHARACTERS + " characters in its values, but aliases repeat more");
            return true;
        }
        return false;
    }

    private Map<String, Part> members(MappingNode mapping, Place place, int depth) {
        Map<String, Part> members = new LinkedHashMap<>();
        for (NodeTuple each : mapping.getValue()) {
            Mark mark = each.getKeyNode().getStartMark();
            Place here = place.at(mark.getLine() + 1, mark.getColumn() + 1);
            if (!(each.getKeyNode() instanceof ScalarNode key)) {
                faults.add(here, "name of a member must be a text, but is not");
            } else if (key.getValue().length() > LONGEST_NAME) {
                faults.add(
                        here,
                        "name of a member must have at most " + LONGEST_NAME + " characters, but has "
                                + key.getValue().length());
            } else {
                Part value = part(each.getValueNode(), place.member(key.getValue()), depth + 1);
                if (members.put(key.getValue(), value) != null) {
                    faults.add(
                            here.member(key.getValue()), "'" + key.getValue() + "' must stand once, but stands twice");
                }
            }
        }
        return members;
    }

    private List<Part> items(SequenceNode sequence, Place place, int depth) {
        List<Part> items = new ArrayList<>();
        for (Node each : sequence.getValue()) {
            items.add(part(each, place.item(items.size()), depth + 1));
        }
        return items;
    }

    private static @Nullable Object value(ScalarNode scalar) {
        String text = scalar.getValue();
        if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
            return text;
        }
        if (WHOLE.matcher(text).matches()) {
            long number = Long.parseLong(text);
            return number == (int) number ? (Object) (int) number : (Object) number;
        }
        return switch (text) {
            case "", "~", "null" -> null;
            case "true" -> true;
            case "false" -> false;
            default -> text;
        };
    }
}
