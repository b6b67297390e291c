package dev.scopegate.store;

import dev.scopegate.policy.access.Network;
import dev.scopegate.policy.capability.CapabilityRef;
import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.token.Identity;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

/** How the language of policy is written where its fields are not the best form. */
final class PolicyModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    PolicyModule() {
        super("policy");
        add(CapabilityRef.class, String.class, CapabilityRef::text, CapabilityRef::parse);
        add(Identity.class, String.class, Identity::text, Identity::parse);
        add(Network.class, String.class, Network::toString, Network::parse);
        add(Limit.class, LimitForm.class, LimitForm::of, LimitForm::limit);
        add(OperationCatalogue.class, CatalogueForm.class, CatalogueForm::of, CatalogueForm::catalogue);
        addSerializer(
                Set.class,
                new Writer<Object>(set -> ((Set<?>) set).stream().sorted().toList()));
    }

    private <T, F> void add(Class<T> type, Class<F> form, Function<T, F> write, Function<F, T> read) {
        addSerializer(type, new Writer<>(write));
        addDeserializer(type, new Reader<>(form, read));
    }

    private static final class Writer<T> extends ValueSerializer<T> {

        private final Function<T, ?> form;

        Writer(Function<T, ?> form) {
            this.form = form;
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializationContext context) {
            Object written = form.apply(value);
            context.findValueSerializer(written.getClass()).serialize(written, json, context);
        }
    }

    private static final class Reader<F, T> extends ValueDeserializer<T> {

        private final Class<F> form;
        private final Function<F, T> read;

        Reader(Class<F> form, Function<F, T> read) {
            this.form = form;
            this.read = read;
        }

        @Override
        public T deserialize(JsonParser json, DeserializationContext context) {
            F written = context.readValue(json, form);
            try {
                return read.apply(written);
            } catch (IllegalArgumentException e) {
                return context.reportInputMismatch(this, "%s", e.getMessage());
            }
        }
    }
}
