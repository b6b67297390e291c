package dev.scopegate.admin;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The runnable admin app. */
@SpringBootApplication(proxyBeanMethods = false)
public class PolicyAdminApplication {

    public static void main(String[] args) {
        SpringApplication.run(PolicyAdminApplication.class, args);
    }
}
