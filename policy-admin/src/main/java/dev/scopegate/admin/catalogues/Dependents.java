package dev.scopegate.admin.catalogues;

import dev.scopegate.admin.changes.Reply;
import dev.scopegate.policy.capability.OperationRef;
import dev.scopegate.policy.token.AccessList;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.GrantedCapability;
import dev.scopegate.store.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the access lists and tokens that name certain operations, by reading all of them: a rare question, asked before an
 * operation goes.
 */
public final class Dependents {

    private static final int PAGE = 500;
    private static final int MOST_PAGES = 400;
    private static final int AT_ONCE = 50;
    private static final int SHOWN = 20;

    private final Registry registry;

    Dependents(Registry registry) {
        this.registry = registry;
    }

    /** A list or a token, with those of the operations that it names. */
    public record Dependent(String id, String name, String owner, List<OperationRef> names) {}

    /**
     * Some of what was found, and how much that is in all.
     *
     * @param lists access lists, a few of them
     * @param tokens tokens that name the operations themselves, a few of them
     */
    public record Found(long listCount, List<Dependent> lists, long tokenCount, List<Dependent> tokens) {

        static final Found NOTHING = new Found(0, List.of(), 0, List.of());

        public boolean isEmpty() {
            return listCount == 0 && tokenCount == 0;
        }
    }

    Found on(Set<OperationRef> operations) {
        if (operations.isEmpty()) {
            return Found.NOTHING;
        }
        Tally lists = new Tally();
        Tally tokens = new Tally();
        pages(
                offset -> Reply.of(registry.accounts(offset, PAGE)),
                page -> listsOf(page)
                        .forEach(list -> lists.add(
                                list.id(), list.name(), list.owner(), named(list.capabilities(), operations))));
        pages(
                offset -> Reply.of(registry.allTokens(offset, PAGE)),
                page -> page.stream()
                        .filter(token -> token.revocation() == null)
                        .forEach(token -> tokens.add(
                                token.id(),
                                token.issuance().description(),
                                token.issuance().account(),
                                named(token.terms().capabilities(), operations))));
        return new Found(lists.count, lists.shown, tokens.count, tokens.shown);
    }

    private static <T> void pages(IntFunction<List<T>> read, Consumer<List<T>> each) {
        for (int page = 0; page < MOST_PAGES; page++) {
            List<T> found = read.apply(page * PAGE);
            each.accept(found);
            if (found.size() < PAGE) {
                return;
            }
        }
    }

    /** A few questions at once: others wait behind them on the same connection. */
    private Stream<AccessList> listsOf(List<Account> accounts) {
        List<AccessList> all = new ArrayList<>();
        for (int i = 0; i < accounts.size(); i += AT_ONCE) {
            List<CompletionStage<List<AccessList>>> pending =
                    accounts.subList(i, Math.min(i + AT_ONCE, accounts.size())).stream()
                            .map(account -> registry.accessListsOf(account.id(), 0, 2 * PAGE))
                            .toList();
            pending.forEach(each -> all.addAll(Reply.of(each)));
        }
        return all.stream();
    }

    private static List<OperationRef> named(
            @Nullable List<GrantedCapability> capabilities, Set<OperationRef> operations) {
        return capabilities == null
                ? List.of()
                : capabilities.stream()
                        .map(GrantedCapability::capability)
                        .flatMap(each -> each instanceof OperationRef ref && operations.contains(ref)
                                ? Stream.of(ref)
                                : Stream.empty())
                        .distinct()
                        .toList();
    }

    /** Counts all and keeps a few. */
    private static final class Tally {

        private final List<Dependent> shown = new ArrayList<>();
        private long count;

        void add(String id, String name, String owner, List<OperationRef> names) {
            if (!names.isEmpty()) {
                count++;
                if (shown.size() < SHOWN) {
                    shown.add(new Dependent(id, name, owner, names));
                }
            }
        }
    }
}
