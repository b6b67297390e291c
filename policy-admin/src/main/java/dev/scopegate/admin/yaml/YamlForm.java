package dev.scopegate.admin.yaml;

import java.io.StringWriter;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Writes plain values as YAML that people like to read and that {@link YamlText} reads back. */
public final class YamlForm {

    private YamlForm() {}

    /**
     * Writes a mapping.
     *
     * @param lines members of this name, and what stands in them, take one line
     * @param rows members of this name hold members that take one line each
     */
    public static String write(Map<String, ?> value, Set<String> lines, Set<String> rows) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(FlowStyle.BLOCK);
        options.setSplitLines(false);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        Yaml yaml = new Yaml(options);
        Node node = yaml.represent(value);
        lay(node, lines, rows);
        StringWriter text = new StringWriter();
        yaml.serialize(node, text);
        return text.toString();
    }

    private static void lay(Node node, Set<String> lines, Set<String> rows) {
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(each -> lay(each, lines, rows));
        }
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(each -> lay(each, lines, rows));
        }
    }

    private static void lay(NodeTuple member, Set<String> lines, Set<String> rows) {
        String name = member.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
        Node value = member.getValueNode();
        lay(value, lines, rows);
        if (lines.contains(name) && value instanceof CollectionNode<?> line) {
            line.setFlowStyle(FlowStyle.FLOW);
        }
        if (rows.contains(name) && value instanceof MappingNode held) {
            for (NodeTuple row : held.getValue()) {
                if (row.getValueNode() instanceof CollectionNode<?> line) {
                    line.setFlowStyle(FlowStyle.FLOW);
                }
            }
        }
    }
}
