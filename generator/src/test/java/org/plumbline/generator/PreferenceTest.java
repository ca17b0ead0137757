package org.plumbline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.Node;

/// Generation that prefers some partial operators.
class PreferenceTest {
    private static final Options OPTIONS = Options.DEFAULT.withShares(0, 0, 0).solvingWhole(0);

    private static long count(Generator generator, String operator) {
        return LongStream.range(0, 150).mapToObj(generator::generate).flatMap(g -> g.realized().model().graph().nodes()
            .stream()).map(Node::operator).filter(operator::equals).count();
    }

    private static Generator preferring(String operator) {
        return new Generator(OPTIONS).with(OPTIONS, Preference.by(p -> p.operator().equals(operator) ? 1 : 0.01, 6));
    }

    @Test
    void takesWhatIsWorthMoreWhereItIsOffered() {
        assertThat(count(preferring("Erf"), "Erf")).isGreaterThan(2 * count(new Generator(OPTIONS), "Erf"));
    }

    @Test
    void dependsOnSeedAndPreferenceAlone() {
        assertThat(preferring("Erf").generate(5).recipe()).isEqualTo(preferring("Erf").generate(5).recipe());
    }

    @Test
    void changesNothingWhereThereIsNone() {
        Generator plain = new Generator(OPTIONS);
        assertThat(plain.with(OPTIONS, Preference.NONE).generate(5).recipe()).isEqualTo(plain.generate(5).recipe());
    }
}
