package org.plumbline.reports.reduce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.reports.Subjects;

/// The engine knows nothing of graphs: here it reduces lists of numbers.
class ReductionTest {
    private static final Pass<List<Integer>> FEWER = (list, question) -> Chunks.giveUp(list, list,
        (whole, chunk) -> Optional.of(whole.stream().filter(i -> !chunk.contains(i)).toList()), question);

    private static List<Integer> upTo(int n) {
        return java.util.stream.IntStream.range(0, n).boxed().toList();
    }

    @Property(tries = 200)
    void onlyWhatTheCauseNeedsIsLeft(
        @ForAll @Size(max = 5) @UniqueElements List<@IntRange(max = 99) Integer> cause) {
        assertThat(Reduction.smallest(upTo(100), List.of(FEWER), l -> l.containsAll(cause)))
            .containsExactlyInAnyOrderElementsOf(cause);
    }

    @Test
    void aPassThatHelpsLetsThoseBeforeItTryAgain() {
        Pass<List<Integer>> halves = (list, question) -> Optional.of(list.stream().map(i -> i / 2).toList())
            .filter(question::holds).orElse(list);
        assertThat(Reduction.smallest(List.of(8, 19), List.of(FEWER, halves),
            l -> l.size() == 2 && l.getFirst() > 0 || l.equals(List.of(1)))).isEqualTo(List.of(1));
    }

    @Nested
    class AMemory {
        private final List<List<Integer>> asked = new ArrayList<>();

        private Predicate<List<Integer>> recorded(Predicate<List<Integer>> fails) {
            return l -> {
                asked.add(l);
                return fails.test(l);
            };
        }

        @Test
        void asksNothingTwice() {
            Reduction.smallest(upTo(30), List.of(FEWER, FEWER), Memory.of(recorded(l -> l.contains(7) && l.contains(
                21)),
                List::toString, 1000));
            assertThat(asked).doesNotHaveDuplicates();
        }

        @Test
        void endsAReductionWhenItsBudgetIsSpent() {
            Memory<List<Integer>> memory = Memory.of(recorded(l -> l.contains(7)), List::toString, 5);
            List<Integer> left = Reduction.smallest(upTo(30), List.of(FEWER), memory);
            assertThat(asked).hasSize(5);
            assertThat(left).contains(7);
            assertThat(memory.isSpent()).isTrue();
        }

        @Property(tries = 40)
        void goesOnWhereItWasInterrupted(@ForAll @IntRange(min = 0, max = 60) int budget) {
            Predicate<List<Integer>> fails = l -> l.contains(7) && l.contains(21);
            Memory<List<Integer>> first = Memory.of(fails, List::toString, budget);
            Reduction.smallest(upTo(40), List.of(FEWER), first);
            Set<String> again = new HashSet<>();
            Memory<List<Integer>> second = new Memory<>(l -> {
                again.add(l.toString());
                return fails.test(l);
            }, List::toString, first.answers(), () -> true);
            assertThat(Reduction.smallest(upTo(40), List.of(FEWER), second)).containsExactly(7, 21);
            assertThat(again).doesNotContainAnyElementsOf(first.answers().keySet());
        }

        @Test
        void givesAnswersOfAnEarlierRun() {
            Memory<List<Integer>> memory = new Memory<>(recorded(_ -> false), List::toString, Map.of("[1]", true),
                () -> true);
            assertThat(memory.holds(List.of(1))).isTrue();
            assertThat(asked).isEmpty();
        }
    }

    @Nested
    class TheHashOfASubject {
        @Test
        void staysTheSameUnderOtherNames() {
            assertThat(Canonical.hash(Canonical.named(Subjects.tower()))).isEqualTo(Canonical.hash(Subjects.tower()));
        }

        @Test
        void tellsContentsApart() {
            var s = Subjects.tower();
            assertThat(Canonical.hash(Remade.tensors(s, n -> t -> n.equals("x") ? Subjects.draw(t.dtype(), 99,
                t.shape().dims()) : t).orElseThrow())).isNotEqualTo(Canonical.hash(s));
        }
    }
}
