package dev.scopegate.admin.web.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a change made different in a record, field by field; texts that are no JSON are compared as a whole. */
record Difference(List<Row> rows) {

    Difference {
        rows = List.copyOf(rows);
    }

    /**
     * One field.
     *
     * @param before null where it was not there
     * @param after null where it is not there
     */
    record Row(
            String field, @Nullable String before, @Nullable String after) {

        /** {@code added}, {@code removed}, {@code changed} or {@code same}. */
        public String kind() {
            if (before == null) {
                return "added";
            }
            return after == null ? "removed" : before.equals(after) ? "same" : "changed";
        }
    }

    static Difference between(@Nullable String before, @Nullable String after) {
        Map<String, String> was = flat(before);
        Map<String, String> is = flat(after);
        TreeSet<String> fields = new TreeSet<>(was.keySet());
        fields.addAll(is.keySet());
        List<Row> rows = new ArrayList<>();
        fields.forEach(field -> rows.add(new Row(field, was.get(field), is.get(field))));
        return new Difference(rows);
    }

    public List<Row> changed() {
        return rows.stream().filter(row -> !row.kind().equals("same")).toList();
    }

    public List<Row> same() {
        return rows.stream().filter(row -> row.kind().equals("same")).toList();
    }

    private static Map<String, String> flat(@Nullable String json) {
        Map<String, String> fields = new TreeMap<>();
        if (json != null) {
            try {
                put(fields, "", JsonMapper.shared().readTree(json));
            } catch (JacksonException e) {
                fields.put("", json);
            }
        }
        return fields;
    }

    private static void put(Map<String, String> fields, String path, JsonNode node) {
        if (node.isObject()) {
            node.properties()
                    .forEach(each ->
                            put(fields, path.isEmpty() ? each.getKey() : path + "." + each.getKey(), each.getValue()));
        } else if (node.isArray() && node.valueStream().anyMatch(JsonNode::isContainer)) {
            for (int i = 0; i < node.size(); i++) {
                put(fields, path + "[" + i + "]", node.get(i));
            }
        } else {
            fields.put(path, text(node));
        }
    }

    private static String text(JsonNode node) {
        if (node.isArray()) {
            return String.join(
                    ", ", node.valueStream().map(JsonNode::asString).sorted().toList());
        }
        return node.isNull() ? "none" : node.asString();
    }
}
