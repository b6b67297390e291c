package dev.scopegate.admin.yaml;

/**
 * Where something stands in a text.
 *
 * @param line the first is 1
 * @param column the first is 1
 * @param path the members that lead there, such as {@code accessLists.dashboard.limits[0]}
 */
public record Place(int line, int column, String path) {

    public static final Place START = new Place(1, 1, "");

    Place at(int otherLine, int otherColumn) {
        return new Place(otherLine, otherColumn, path);
    }

    Place member(String name) {
        return new Place(line, column, path.isEmpty() ? name : path + "." + name);
    }

    Place item(int index) {
        return new Place(line, column, path + "[" + index + "]");
    }
}
