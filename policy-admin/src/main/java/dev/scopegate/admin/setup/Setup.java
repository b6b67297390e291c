package dev.scopegate.admin.setup;

import dev.scopegate.admin.accounts.Accounts;
import dev.scopegate.admin.accounts.Accounts.NewAccount;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.operations.CatalogueFile;
import dev.scopegate.admin.operations.CataloguePublication;
import dev.scopegate.policy.capability.Capability;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.GrantedCapability;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/** What must be there before the first request: catalogues, the administrator, the administrator's token. */
final class Setup implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(Setup.class);
    private static final Origin CONFIGURATION = new Origin("configuration");

    private final AdminProperties properties;
    private final CataloguePublication catalogues;
    private final Accounts accounts;
    private final Registry registry;
    private final AdministratorToken token;

    Setup(
            AdminProperties properties,
            CataloguePublication catalogues,
            Accounts accounts,
            Registry registry,
            AdministratorToken token) {
        this.properties = properties;
        this.catalogues = catalogues;
        this.accounts = accounts;
        this.registry = registry;
        this.token = token;
    }

    @Override
    public void afterSingletonsInstantiated() {
        publishCatalogues(properties.catalogues());
        if (properties.password() == null && properties.token() == null) {
            return;
        }
        Account administrator = administrator();
        if (!administrator.isAdministrator()) {
            throw new IllegalStateException("scopegate.admin.username '" + properties.username()
                    + "' names an account that is no administrator");
        }
        if (properties.token() != null) {
            token.ensure(administrator, properties.token());
        }
    }

    private void publishCatalogues(Path folder) {
        if (!Files.isDirectory(folder)) {
            LOG.warn("no catalogues are published: '{}' (scopegate.admin.catalogues-dir) is no folder", folder);
            return;
        }
        CatalogueFile.readAll(folder).forEach(catalogue -> {
            if (catalogues.publish(catalogue)) {
                LOG.info(
                        "published {} operations of '{}'",
                        catalogue.operations().size(),
                        catalogue.api());
            }
        });
    }

    private Account administrator() {
        return Reply.of(registry.accountByLogin(properties.username()))
                .map(Stored::value)
                .orElseGet(this::make);
    }

    /** Another instance may make it at the same moment: then theirs is the one. */
    private Account make() {
        NewAccount wanted = new NewAccount(
                properties.username(),
                properties.password(),
                null,
                Set.of(Account.ADMINISTRATOR, Account.MANAGE_USERS),
                List.of(new GrantedCapability(Capability.parse("* /**"), List.of())));
        try {
            return accounts.make(wanted, CONFIGURATION);
        } catch (RefusedException e) {
            return Reply.of(registry.accountByLogin(properties.username()))
                    .map(Stored::value)
                    .orElseThrow(() -> new IllegalStateException(
                            "the administrator cannot be made: " + e.refusal().text(), e));
        }
    }
}
