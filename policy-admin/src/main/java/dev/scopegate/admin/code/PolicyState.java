package dev.scopegate.admin.code;

import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.EntityTag;
import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.policy.token.AccessList;
import dev.scopegate.policy.token.Account;
import dev.scopegate.store.CatalogueStore;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is in force for one account at one moment: its access lists, and the catalogues of all.
 *
 * @param lists by their ids
 * @param catalogues by their APIs
 */
record PolicyState(
        Stored<Account> account, List<Stored<AccessList>> lists, List<Stored<OperationCatalogue>> catalogues) {

    private static final int PAGE = 500;

    static PolicyState read(Stored<Account> account, Registry registry, CatalogueStore catalogues) {
        List<Stored<AccessList>> lists = new ArrayList<>();
        List<Stored<AccessList>> page;
        do {
            page = Reply.of(registry.storedAccessListsOf(account.value().id(), lists.size(), PAGE));
            lists.addAll(page);
        } while (page.size() == PAGE);
        lists.sort(Comparator.comparing(list -> list.value().id()));
        return new PolicyState(account, List.copyOf(lists), Reply.of(catalogues.allStored()));
    }

    /** The lists of each name; more than one where names were given without looking at the others. */
    Map<String, List<Stored<AccessList>>> byName() {
        return lists.stream()
                .collect(Collectors.groupingBy(list -> list.value().name(), TreeMap::new, Collectors.toList()));
    }

    Map<String, Stored<OperationCatalogue>> byApi() {
        return catalogues.stream().collect(Collectors.toMap(each -> each.value().api(), Function.identity()));
    }

    /** Another one for another state, so that what was compared is what is changed. */
    EntityTag tag() {
        return EntityTag.of(Stream.of(
                        Stream.of(account.value().id()),
                        lists.stream().map(Stored::raw),
                        catalogues.stream().map(Stored::raw))
                .flatMap(Function.identity())
                .collect(Collectors.joining("\n")));
    }
}
