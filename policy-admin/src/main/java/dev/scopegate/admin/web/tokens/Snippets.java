package dev.scopegate.admin.web.tokens;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** How to make a call with a token, in several languages, for each place that a route may read a credential from. */
final class Snippets {

    private static final String HEADER = "X-Auth-Token";
    private static final String QUERY = "apiToken";

    private Snippets() {}

    /**
     * One place for the credential.
     *
     * @param id names it in the page
     * @param text names it for people, and as route files spell it
     */
    public record Place(String id, String text, List<Snippet> snippets) {}

    /** The same call in one language. */
    public record Snippet(String id, String language, String code) {}

    static List<Place> of(String base, SampleCall call, String secret) {
        String url = base + call.path();
        String inQuery = url + "?" + QUERY + "=" + URLEncoder.encode(secret, StandardCharsets.UTF_8);
        return List.of(
                place(
                        "bearer",
                        "Authorization header (bearer)",
                        new Request(call.method(), url, "Authorization", "Bearer " + secret)),
                place(
                        "header",
                        HEADER + " header (header:" + HEADER + ")",
                        new Request(call.method(), url, HEADER, secret)),
                place(
                        "query",
                        QUERY + " in the query (query:" + QUERY + ")",
                        new Request(call.method(), inQuery, "", "")));
    }

    private static Place place(String id, String text, Request request) {
        List<Snippet> snippets = new ArrayList<>();
        snippets.add(new Snippet(id + "-curl", "curl", request.curl()));
        snippets.add(new Snippet(id + "-javascript", "JavaScript", request.javascript()));
        snippets.add(new Snippet(id + "-python", "Python", request.python()));
        snippets.add(new Snippet(id + "-java", "Java", request.java()));
        return new Place(id, text, snippets);
    }

    /** A token has no quotes and no backslashes, and neither has the path of a capability. */
    private record Request(String method, String url, String header, String value) {

        private boolean hasHeader() {
            return !header.isEmpty();
        }

        String curl() {
            String sent = hasHeader() ? " \\\n  -H '" + header + ": " + value + "'" : "";
            return "curl -X " + method + " '" + url.replace("'", "%27") + "'" + sent;
        }

        String javascript() {
            String headers = hasHeader() ? ",\n  headers: { '" + header + "': '" + value + "' }" : "";
            return "const response = await fetch('" + url.replace("'", "%27") + "', {\n  method: '" + method + "'"
                    + headers + ",\n});\nconsole.log(response.status, await response.text());";
        }

        String python() {
            String headers = hasHeader() ? ",\n    headers={\"" + header + "\": \"" + value + "\"}" : "";
            return "import urllib.request\n\nrequest = urllib.request.Request(\n    \"" + url + "\",\n    method=\""
                    + method + "\"" + headers
                    + ",\n)\nwith urllib.request.urlopen(request) as response:\n"
                    + "    print(response.status, response.read().decode())";
        }

        String java() {
            String sent = hasHeader() ? "\n    .header(\"" + header + "\", \"" + value + "\")" : "";
            return "var request = HttpRequest.newBuilder(URI.create(\"" + url + "\"))\n    .method(\"" + method
                    + "\", HttpRequest.BodyPublishers.noBody())" + sent
                    + "\n    .build();\nvar response = HttpClient.newHttpClient()\n"
                    + "    .send(request, HttpResponse.BodyHandlers.ofString());\n"
                    + "System.out.println(response.statusCode() + \" \" + response.body());";
        }
    }
}
