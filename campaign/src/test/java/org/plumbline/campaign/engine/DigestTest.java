package org.plumbline.campaign.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.plumbline.oracles.Kind;
import org.plumbline.oracles.Verdict;

class DigestTest {
    private static final Verdict AGREES = new Verdict.Agrees(5, 1);
    private static final long DIGEST = Digest.of(7, "{}", AGREES);

    private static long of(Kind kind, String seen) {
        return Digest.of(7, "{}", new Verdict.Disagrees(Cases.evidence(kind, seen)));
    }

    @Test
    void isTheSameForTheSameCaseAndVerdict() {
        assertThat(Digest.of(7, "{}", new Verdict.Agrees(5, 1))).isEqualTo(DIGEST);
    }

    @Test
    void changesWithTheIndexTheRecipeAndTheVerdict() {
        assertThat(List.of(DIGEST, Digest.of(8, "{}", AGREES), Digest.of(7, "{ }", AGREES),
            Digest.of(7, "{}", new Verdict.Agrees(4, 2)), Digest.of(7, "{}", new Verdict.Undecided("why")),
            Digest.of(7, "{}", new Verdict.Invalid("why")), of(Kind.WRONG_RESULT, "1"), of(Kind.WRONG_RESULT, "2"),
            of(Kind.CRASH, "SIGSEGV"), of(Kind.HANG, "1000 ms"))).doesNotHaveDuplicates();
    }

    @Test
    void ofCasesThatSwapTheirVerdictsAddsUpToAnotherSum() {
        Verdict no = new Verdict.Undecided("why");
        assertThat(DIGEST + Digest.of(8, "{}", no)).isNotEqualTo(Digest.of(7, "{}", no) + Digest.of(8, "{}", AGREES));
    }

    /// Where a process dies, and after how many milliseconds it was killed, may change from run to run.
    @ParameterizedTest
    @EnumSource(value = Kind.class, names = {"CRASH", "HANG", "NONDETERMINISTIC"})
    void ignoresWhatIsNotTheSameInEveryRun(Kind kind) {
        assertThat(of(kind, "here")).isEqualTo(of(kind, "there"));
    }
}
