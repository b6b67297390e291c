package dev.scopegate.admin.catalogues;

import dev.scopegate.admin.catalogues.CatalogueImport.Imported;
import dev.scopegate.admin.catalogues.CatalogueImport.Wanted;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.BodyReader;
import dev.scopegate.admin.http.IfMatch;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.operations.Catalogues;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.store.CatalogueStore;
import dev.scopegate.store.Stored;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Catalogues in this app's own API. The body of an import is the OpenAPI document itself, in JSON or YAML. */
@RestController
@RequestMapping("/api/v1/catalogues")
final class CataloguesController {

    private final Catalogues catalogues;
    private final CatalogueStore store;
    private final CatalogueImport imports;

    CataloguesController(Catalogues catalogues, CatalogueStore store, CatalogueImport imports) {
        this.catalogues = catalogues;
        this.store = store;
        this.imports = imports;
    }

    @GetMapping
    Map<String, Object> list(Caller caller) {
        return Map.of(
                "catalogues",
                catalogues.all().stream().map(CatalogueJson::summary).toList());
    }

    @GetMapping("/{api}")
    ResponseEntity<Map<String, Object>> get(Caller caller, @PathVariable String api) {
        Stored<OperationCatalogue> held =
                Reply.of(store.find(api)).orElseThrow(() -> RefusedException.notFound("there is no such catalogue"));
        return ResponseEntity.ok()
                .eTag(CatalogueImport.tag(Optional.of(held)).header())
                .body(CatalogueJson.write(held.value()));
    }

    @PostMapping("/{api}/preview")
    Map<String, Object> preview(
            Caller caller,
            @PathVariable String api,
            @RequestParam @Nullable String prefix,
            @RequestParam(defaultValue = "remove") String missing,
            HttpServletRequest request)
            throws IOException {
        return CatalogueJson.write(imports.preview(caller, wanted(api, request, prefix, missing)));
    }

    @PutMapping("/{api}")
    ResponseEntity<Map<String, Object>> apply(
            Caller caller,
            @PathVariable String api,
            @RequestParam @Nullable String prefix,
            @RequestParam(defaultValue = "remove") String missing,
            HttpServletRequest request)
            throws IOException {
        IfMatch from = IfMatch.parse(request.getHeader(HttpHeaders.IF_MATCH));
        Imported imported = imports.apply(caller, wanted(api, request, prefix, missing), from);
        Map<String, Object> json = new LinkedHashMap<>(CatalogueJson.write(imported.change()));
        json.put("acknowledged", imported.acknowledged());
        return ResponseEntity.ok().eTag(imported.tag().header()).body(json);
    }

    private static Wanted wanted(String api, HttpServletRequest request, @Nullable String prefix, String missing)
            throws IOException {
        if (!missing.equals("remove") && !missing.equals("keep")) {
            throw RefusedException.invalid("'missing' must be 'remove' or 'keep', but was '" + missing + "'");
        }
        byte[] body = BodyReader.bytes(request, DocumentText.MAX_BYTES);
        return new Wanted(api, DocumentText.decode(body), prefix, missing.equals("keep"));
    }
}
