package org.plumbline.generator.infer;

/// What a rule is worth on calls that it was not learned from. Of `allowed` calls that it allows, the target took `right`
/// and gave the shapes that it predicts; of `accepted` calls that the target took, it allows `found`.
public record Heldout(long allowed, long right, long accepted, long found) {
    public static final Heldout NONE = new Heldout(0, 0, 0, 0);

    public Heldout plus(Heldout other) {
        return new Heldout(allowed + other.allowed, right + other.right, accepted + other.accepted, found
            + other.found);
    }

    /// The share of allowed calls that are valid as predicted; 1 where there are none.
    public double precision() {
        return allowed == 0 ? 1 : (double) right / allowed;
    }

    /// The share of valid calls that are allowed; 1 where there are none.
    public double recall() {
        return accepted == 0 ? 1 : (double) found / accepted;
    }
}
