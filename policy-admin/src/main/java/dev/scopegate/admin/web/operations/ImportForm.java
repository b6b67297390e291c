package dev.scopegate.admin.web.operations;

import dev.scopegate.admin.catalogues.CatalogueImport;
import dev.scopegate.admin.catalogues.CatalogueImport.Wanted;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/**
 * An import as a form asks for it.
 *
 * @param api the API that gets the operations
 * @param prefix what stands before the document's paths; empty for what its first server says
 * @param document the pasted text; empty where a file was chosen
 * @param file goes before the text
 * @param keep whether operations stay that the document does not list
 * @param etag the catalogue that was previewed; empty before a preview
 */
record ImportForm(
        @Nullable String api,
        @Nullable String prefix,
        @Nullable String document,
        @Nullable MultipartFile file,
        @Nullable Boolean keep,
        @Nullable String etag) {

    Wanted wanted() {
        return new Wanted(text(api), content(), text(prefix).isEmpty() ? null : text(prefix), keeps());
    }

    public boolean keeps() {
        return Boolean.TRUE.equals(keep);
    }

    /** The document, wherever it came from. */
    public String content() {
        if (file == null || file.isEmpty()) {
            return document == null ? "" : document;
        }
        try {
            return CatalogueImport.decode(file.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}
