package org.plumbline.campaign.engine;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumMap;
import java.util.Map;

/// What steering did, in counts that add up over explorers and resumed runs. A value.
public record Guidance(@JsonValue Map<Count, Long> counts) {
    public static final Guidance NONE = new Guidance(Map.of());

    /// What is counted.
    public enum Count {
        /// Cases generated as an unguided campaign would.
        @JsonProperty("plain")
        PLAIN,
        /// Cases generated afresh from operators that promised something.
        @JsonProperty("energetic")
        ENERGETIC,
        /// Cases made by changing or crossing kept ones.
        @JsonProperty("changed")
        CHANGED,
        /// Plain cases that showed something new of what steers.
        @JsonProperty("plainGains")
        PLAIN_GAINS,
        /// Energetic cases that did.
        @JsonProperty("energeticGains")
        ENERGETIC_GAINS,
        /// Changed cases that did.
        @JsonProperty("changedGains")
        CHANGED_GAINS,
        /// Milliseconds spent on plain cases, diagnoses aside.
        @JsonProperty("plainMillis")
        PLAIN_MILLIS,
        /// Milliseconds spent on energetic cases.
        @JsonProperty("energeticMillis")
        ENERGETIC_MILLIS,
        /// Milliseconds spent on changed cases.
        @JsonProperty("changedMillis")
        CHANGED_MILLIS,
        /// Entries of the corpus run once more, when an explorer started or met another's: no cases of their own.
        @JsonProperty("replayed")
        REPLAYED,
        /// Inputs that were not run: no recipe, a model without nodes, values beyond what is affordable.
        @JsonProperty("unusable")
        UNUSABLE,
        /// Recipes on which Plumbline itself failed; kept in `errors/`.
        @JsonProperty("failed")
        FAILED,
        /// Cases that reached native functions which none before had.
        @JsonProperty("novel")
        NOVEL,
        /// Those of them that reached some of these functions when they were run again.
        @JsonProperty("steady")
        STEADY,
        /// The native functions that novel cases reached first.
        @JsonProperty("functions")
        FUNCTIONS,
        /// Those of them that were not reached again, and steer nothing from then on.
        @JsonProperty("unsteadyFunctions")
        UNSTEADY_FUNCTIONS
    }

    @JsonCreator
    public Guidance {
        counts = Map.copyOf(counts);
    }

    /// One count.
    public long of(Count count) {
        return counts.getOrDefault(count, 0L);
    }

    /// With so many more of one.
    public Guidance plus(Count count, long n) {
        return n == 0 ? this : plus(new Guidance(Map.of(count, n)));
    }

    /// Both together.
    public Guidance plus(Guidance o) {
        Map<Count, Long> sum = new EnumMap<>(Count.class);
        sum.putAll(counts);
        o.counts.forEach((count, n) -> sum.merge(count, n, Long::sum));
        return new Guidance(sum);
    }

    /// The share of novel cases that are novel again when they are run again, in `[0, 1]`; 1 where there were none.
    public double steadyShare() {
        return of(Count.NOVEL) == 0 ? 1 : (double) of(Count.STEADY) / of(Count.NOVEL);
    }
}
