package dev.scopegate.admin.setup;

import dev.scopegate.admin.http.BodyReader;
import dev.scopegate.admin.http.OriginReader;
import dev.scopegate.admin.security.CallerCheck;
import dev.scopegate.admin.security.CallerReader;
import dev.scopegate.admin.web.Assets;
import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the caller check before every operation, and gives controllers what they ask for. */
@Configuration(proxyBeanMethods = false)
class WebWiring implements WebMvcConfigurer {

    private final CallerCheck callers;
    private final OriginReader origins;

    WebWiring(CallerCheck callers, OriginReader origins) {
        this.callers = callers;
        this.origins = origins;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(callers).excludePathPatterns(Assets.PATHS);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.addAll(List.of(new BodyReader(), new CallerReader(), origins));
    }
}
