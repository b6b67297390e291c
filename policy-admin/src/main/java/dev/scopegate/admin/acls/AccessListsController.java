package dev.scopegate.admin.acls;

import dev.scopegate.admin.acls.AccessLists.Changed;
import dev.scopegate.admin.acls.AccessLists.Edit;
import dev.scopegate.admin.changes.Acknowledgement.Acknowledged;
import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.EntityTag;
import dev.scopegate.admin.http.IfMatch;
import dev.scopegate.admin.http.Page;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.policy.token.AccessList;
import dev.scopegate.store.AccessListUse;
import dev.scopegate.store.JsonCodec;
import dev.scopegate.store.Stored;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Access lists in this app's own API. */
@RestController
@RequestMapping("/api/v1/acls")
final class AccessListsController {

    private final AccessLists lists;
    private final AccessListReviews reviews;

    AccessListsController(AccessLists lists, AccessListReviews reviews) {
        this.lists = lists;
        this.reviews = reviews;
    }

    @GetMapping
    Map<String, Object> list(
            Caller caller, @RequestParam @Nullable Integer offset, @RequestParam @Nullable Integer count) {
        Page page = Page.of(offset, count);
        List<AccessList> found = lists.list(caller, page.offset(), page.count());
        Map<String, AccessListUse> uses = reviews.uses(found);
        return Map.of(
                "acls",
                found.stream()
                        .map(list -> AccessListForm.write(list, uses.get(list.id())))
                        .toList(),
                "offset",
                page.offset());
    }

    @PostMapping
    ResponseEntity<Map<String, Object>> create(Caller caller, Body body) {
        Edit wanted = AccessListForm.parse(body);
        if (wanted.name() == null || wanted.capabilities() == null) {
            throw RefusedException.invalid("'name' and 'capabilities' are required");
        }
        AccessList made = lists.create(caller, wanted);
        return ResponseEntity.status(HttpStatus.CREATED)
                .eTag(EntityTag.of(JsonCodec.write(made)).header())
                .body(AccessListForm.write(made));
    }

    @GetMapping("/{id}")
    ResponseEntity<Map<String, Object>> get(Caller caller, @PathVariable String id) {
        Stored<AccessList> held = lists.stored(caller, id);
        return ResponseEntity.ok()
                .eTag(EntityTag.of(held.raw()).header())
                .body(AccessListForm.write(held.value(), reviews.use(held.value())));
    }

    /** Members that are left out stay as they are. */
    @PutMapping("/{id}")
    ResponseEntity<Map<String, Object>> update(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            Body body) {
        Changed changed = lists.update(caller, id, AccessListForm.parse(body), IfMatch.parse(ifMatch));
        Map<String, Object> form = AccessListForm.write(changed.list(), reviews.use(changed.list()));
        form.put("acknowledged", changed.acknowledged());
        return ResponseEntity.ok().eTag(changed.tag().header()).body(form);
    }

    /** What a deletion would cut off. */
    @GetMapping("/{id}/impact")
    Map<String, Object> impact(Caller caller, @PathVariable String id) {
        return AccessListForm.write(reviews.impact(caller, id));
    }

    @DeleteMapping("/{id}")
    Deleted delete(Caller caller, @PathVariable String id) {
        long tokens = reviews.use(lists.require(caller, id)).tokens();
        return new Deleted(id, true, tokens, lists.delete(caller, id));
    }

    /** What capabilities cover, what is odd about them, and, with the id of a list, what saving them would change. */
    @PostMapping("/preview")
    Map<String, Object> preview(Caller caller, Body body) {
        Edit edit = AccessListForm.parse(body);
        String id = body.optionalText("id");
        Map<String, Object> form = AccessListForm.write(
                reviews.read(caller, edit.capabilities() == null ? List.of() : edit.capabilities()));
        if (id != null) {
            form.put("change", AccessListForm.write(reviews.propose(caller, id, edit)));
        }
        return form;
    }

    /** The answer to a deletion, with the gateways that have seen it. */
    record Deleted(String id, boolean deleted, long tokensRevoked, Acknowledged acknowledged) {}
}
