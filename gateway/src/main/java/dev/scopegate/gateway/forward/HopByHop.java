package dev.scopegate.gateway.forward;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.List;

/** The fields that are meant for one connection only (RFC 9110, section 7.6.1), as the host takes them out by default. */
final class HopByHop {

    private static final List<AsciiString> NAMES = List.of(
            AsciiString.cached("connection"),
            AsciiString.cached("keep-alive"),
            AsciiString.cached("transfer-encoding"),
            AsciiString.cached("te"),
            AsciiString.cached("trailer"),
            AsciiString.cached("proxy-authorization"),
            AsciiString.cached("proxy-authenticate"),
            AsciiString.cached("x-application-context"),
            AsciiString.cached("upgrade"));

    private HopByHop() {}

    static boolean is(CharSequence name) {
        for (AsciiString each : NAMES) {
            if (each.length() == name.length() && each.contentEqualsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    static void removeFrom(HttpHeaders fields) {
        for (AsciiString each : NAMES) {
            fields.remove(each);
        }
    }
}
