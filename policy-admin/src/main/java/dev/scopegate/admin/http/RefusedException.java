package dev.scopegate.admin.http;

/** Carries a {@link Refusal} from where it was found to the dialect that words it; not an error of the program. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public RefusedException(Refusal refusal) {
        super(refusal.text(), null, false, false);
        this.refusal = refusal;
    }

    public static RefusedException notFound(String text) {
        return new RefusedException(Refusal.notFound(text));
    }

    public static RefusedException invalid(String text) {
        return new RefusedException(Refusal.of(400, "invalid_input", text));
    }

    /** The same for somebody who is logged in: 401 would say that his login is wrong, and not what he proved beside it. */
    public RefusedException toCaller() {
        return refusal.status() == 401 ? new RefusedException(Refusal.of(400, refusal.code(), refusal.text())) : this;
    }

    public Refusal refusal() {
        return refusal;
    }
}
