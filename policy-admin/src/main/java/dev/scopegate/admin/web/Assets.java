package dev.scopegate.admin.web;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.EncodedResourceResolver;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/** Styles and scripts, under names that change with their content, so that a browser may keep them for good. */
@Configuration(proxyBeanMethods = false)
public class Assets implements WebMvcConfigurer {

    /** Where they are; open to everybody. */
    public static final String PATHS = "/ui/assets/**";

    private static final String HTMX = "classpath:/META-INF/resources/webjars/htmx.org/2.0.8/dist/";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        // Before the controllers, one of which answers every other path of the pages.
        registry.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registry.addResourceHandler(PATHS)
                .addResourceLocations("classpath:/assets/", HTMX)
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .resourceChain(true)
                .addResolver(new HashedNames())
                .addResolver(new EncodedResourceResolver())
                .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
    }

    /** Writes the changing names into pages. */
    @Bean
    ResourceUrlEncodingFilter assetNames() {
        return new ResourceUrlEncodingFilter();
    }
}
