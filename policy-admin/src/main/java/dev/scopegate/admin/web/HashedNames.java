package dev.scopegate.admin.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.ResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/** Serves a file under the name that says its content, and under no other: what is kept for good must never change. */
final class HashedNames implements ResourceResolver {

    private static final Pattern HASHED = Pattern.compile(".+-[0-9a-f]{32}\\.[a-z0-9]+");

    @Override
    public @Nullable Resource resolveResource(
            @Nullable HttpServletRequest request,
            String path,
            List<? extends Resource> locations,
            ResourceResolverChain chain) {
        return HASHED.matcher(path).matches() ? chain.resolveResource(request, path, locations) : null;
    }

    @Override
    public @Nullable String resolveUrlPath(
            String path, List<? extends Resource> locations, ResourceResolverChain chain) {
        return chain.resolveUrlPath(path, locations);
    }
}
