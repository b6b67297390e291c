package dev.scopegate.admin.web;

import dev.scopegate.admin.security.Credentials;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.stereotype.Controller;

/**
 * A controller whose answers are pages for people in a browser: its callers come with a session, its errors are pages too.
 * Each of its methods is {@link dev.scopegate.admin.security.Performs} or {@link dev.scopegate.admin.http.Open}.
 */
@Controller
@Credentials("cookie:" + Sessions.COOKIE)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Page {}
