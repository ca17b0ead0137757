package org.plumbline.reports.reduce;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/// Answers questions once: candidates of one key are asked about once, also across runs, where the answers of an earlier
/// one are given. When the budget is spent every new question is answered with no, and so a reduction ends. Mutable; one
/// thread's.
public final class Memory<T> implements Question<T> {
    private final Predicate<T> asked;
    private final Function<T, String> key;
    private final BooleanSupplier more;
    private final Map<String, Boolean> answers;
    private int questions;
    private boolean spent;

    /// `key` is equal for candidates that mean the same; `more` is asked before each question that costs something.
    public Memory(Predicate<T> asked, Function<T, String> key, Map<String, Boolean> earlier, BooleanSupplier more) {
        this.asked = asked;
        this.key = key;
        this.more = more;
        this.answers = new LinkedHashMap<>(earlier);
    }

    /// With a budget of so many questions and no earlier answers.
    public static <T> Memory<T> of(Predicate<T> asked, Function<T, String> key, int budget) {
        int[] left = {budget};
        return new Memory<>(asked, key, Map.of(), () -> left[0]-- > 0);
    }

    @Override
    public boolean holds(T candidate) {
        String k = key.apply(candidate);
        Boolean known = answers.get(k);
        if (known != null) {
            return known;
        }
        if (spent || !more.getAsBoolean()) {
            spent = true;
            return false;
        }
        questions++;
        boolean answer = asked.test(candidate);
        answers.put(k, answer);
        return answer;
    }

    /// What was answered, by key, in the order of the questions.
    public Map<String, Boolean> answers() {
        return Map.copyOf(answers);
    }

    /// How many questions were put, those answered from memory not included.
    public int questions() {
        return questions;
    }

    /// Whether a question was left unanswered since the budget was spent.
    public boolean isSpent() {
        return spent;
    }
}
