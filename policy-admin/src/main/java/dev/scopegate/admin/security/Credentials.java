package dev.scopegate.admin.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names where the callers of a controller may put their credential, in place of the usual headers: {@code query:<name>},
 * {@code cookie:<name>}, and {@code basic} for a name with its password. A call that writes, by a cookie, must carry the
 * header {@link CsrfTokens#HEADER}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Credentials {

    String[] value();
}
