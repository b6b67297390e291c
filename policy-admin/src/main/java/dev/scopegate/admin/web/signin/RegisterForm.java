package dev.scopegate.admin.web.signin;

import org.jspecify.annotations.Nullable;

/** What someone typed to get an account. Its text shows no password. */
record RegisterForm(String name, String password, String email) {

    RegisterForm(@Nullable String name, @Nullable String password, @Nullable String email) {
        this.name = name == null ? "" : name.strip();
        this.password = password == null ? "" : password;
        this.email = email == null ? "" : email.strip();
    }

    @Override
    public String toString() {
        return "RegisterForm[" + name + "]";
    }
}
