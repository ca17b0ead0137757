package org.plumbline.generator.rules;

/// How often each way is tried, as weights relative to each other. A way that has nothing to offer at a draft's opset
/// leaves its share to the others.
public record Mix(double handWritten, double inferred, double recorded) {
    public static final Mix HAND_WRITTEN = new Mix(1, 0, 0);
    public static final Mix INFERRED = new Mix(0, 1, 0);

    public Mix {
        if (!(handWritten >= 0 && inferred >= 0 && recorded >= 0 && handWritten + inferred + recorded > 0
            && handWritten + inferred + recorded < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a mix of " + handWritten + ", " + inferred + " and " + recorded);
        }
    }

    /// These shares of inferred rules and recorded calls, the rest hand-written. Throws [IllegalArgumentException] for a
    /// negative share and for shares that come to more than 1.
    public static Mix shares(double inferred, double recorded) {
        double rest = 1 - inferred - recorded;
        return new Mix(Math.abs(rest) < 1e-9 ? 0 : rest, inferred, recorded);
    }

    public double of(Way way) {
        return switch (way) {
            case HAND_WRITTEN -> handWritten;
            case INFERRED -> inferred;
            case RECORDED -> recorded;
        };
    }

    /// Whether nothing that was learned is wanted.
    public boolean isHandWritten() {
        return inferred == 0 && recorded == 0;
    }
}
