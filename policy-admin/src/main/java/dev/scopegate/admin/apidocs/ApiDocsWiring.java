package dev.scopegate.admin.apidocs;

import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.operations.Catalogues;
import dev.scopegate.admin.security.Caller;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ApiDocsWiring {

    private static final String TOKEN = "token";

    static {
        // What our own argument readers find out is no parameter of a call.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class, Body.class, Origin.class);
    }

    /** The server is named by a path alone: its address is whatever the reader reached it by. */
    @Bean
    OpenAPI ownApi() {
        SecurityScheme bearer = new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description("a token of Scopegate, of any kind, or a login");
        return new OpenAPI()
                .info(new Info()
                        .title("Scopegate")
                        .version("v1")
                        .description("Tokens, access lists, policy as code, accounts and decisions. A refusal is"
                                + " application/problem+json (RFC 9457).")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url("/")))
                .components(new Components().addSecuritySchemes(TOKEN, bearer))
                .addSecurityItem(new SecurityRequirement().addList(TOKEN));
    }

    @Bean
    CallDescription callDescription() {
        return new CallDescription();
    }

    @Bean
    ApiDescription apiDescription(Catalogues catalogues) {
        return new ApiDescription(catalogues, RequestBodies.read());
    }
}
