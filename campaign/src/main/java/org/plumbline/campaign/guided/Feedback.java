package org.plumbline.campaign.guided;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.plumbline.campaign.engine.Settings;

/// What steers a guided campaign: a case that shows something new of one of these is worth changing further.
public enum Feedback {
    /// Functions of the target's native library.
    NATIVE,
    /// What the target made of the model before it ran it: operators fused, folded and dropped, and the kernels that are
    /// left.
    REWRITES,
    /// The model itself: which operator feeds which, operators with dtypes and ranks.
    STRUCTURE;

    /// How none at all is written.
    public static final String NONE = "none";

    /// Reads `native,rewrites` or `none`; empty where a name is unknown.
    public static Optional<Set<Feedback>> parse(String text) {
        Set<Feedback> chosen = EnumSet.noneOf(Feedback.class);
        if (text.equals(NONE)) {
            return Optional.of(chosen);
        }
        for (String name : text.split(",", -1)) {
            Optional<Feedback> one = Arrays.stream(values()).filter(f -> f.label().equals(name)).findFirst();
            if (one.isEmpty()) {
                return Optional.empty();
            }
            chosen.add(one.get());
        }
        return Optional.of(chosen);
    }

    /// What guides a campaign with these settings.
    public static Set<Feedback> of(Settings settings) {
        return parse(settings.feedback()).orElse(EnumSet.noneOf(Feedback.class));
    }

    /// As [#parse] reads it.
    public static String text(Set<Feedback> chosen) {
        return chosen.isEmpty() ? NONE : chosen.stream().map(Feedback::label).collect(Collectors.joining(","));
    }

    /// All of them.
    public static Set<Feedback> all() {
        return EnumSet.copyOf(List.of(values()));
    }

    /// The name on the command line.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
