package dev.scopegate.admin.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the operation of our own API that a page stands for. The page is judged, charged and audited like a call of it,
 * whatever the page's own path, so that a browser can do no more than a program with the same login.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Performs {

    /** The operation's name in the catalogue of {@code scopegate}, such as {@code tokensIssue}. */
    String value();
}
