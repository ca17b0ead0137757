package org.plumbline.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.reports.Triage.Release;
import org.plumbline.reports.Triage.Shown;
import org.plumbline.targets.worker.Limits;

class ReplayCommandTest {
    @TempDir
    Path folder;

    private Path finding;

    @BeforeEach
    void findSomething() throws IOException {
        finding = Found.planted(folder);
    }

    @Test
    void aFindingReproducesWhereItWasFound() {
        Cli cli = Cli.run("replay", finding);
        assertThat(cli.code()).isEqualTo(1);
        assertThat(cli.out()).startsWith("reproduces: wrong-result");
    }

    @Test
    void aFindingDoesNotReproduceOnACleanTarget() {
        Cli cli = Cli.run("replay", "--target", "planted:clean", finding);
        assertThat(cli.code()).isZero();
        assertThat(cli.out()).startsWith("does not reproduce");
    }

    @Test
    void aRecipeIsEnough() throws IOException {
        Path recipe = Files.copy(finding.resolve("recipe.json"), folder.resolve("recipe.json"));
        assertThat(Cli.run("replay", "--target", Found.FAULTY, recipe).code()).isEqualTo(1);
        assertThat(Cli.run("replay", "--target", "planted:clean", recipe).code()).isZero();
    }

    @Test
    void whatIsNoFindingIsRefused() throws IOException {
        refused(Cli.run("replay", folder), "finding.json", "name a finding's folder");
        refused(Cli.run("replay", folder.resolve("gone")), "gone", "name a finding's folder");
        Path noise = Files.write(folder.resolve("noise.json"), new byte[] {(byte) 0xff, 0, 1});
        refused(Cli.run("replay", noise), "noise.json");
        Path damaged = Files.writeString(folder.resolve("damaged.json"), "{\"version\":1}");
        refused(Cli.run("replay", damaged), "damaged.json", "no recipe");
    }

    @Test
    void aDamagedFindingIsRefused() throws IOException {
        Files.writeString(finding.resolve("finding.json"), "{");
        refused(Cli.run("replay", finding), "finding.json");
    }

    @Nested
    class AllOfThem {
        private Path all;

        @BeforeEach
        void keepTwo() throws IOException {
            all = folder.resolve("all");
            Found.copy(finding, all.resolve("deep/down/one"));
            Found.copy(finding, all.resolve("two"));
        }

        @Test
        void areTriedAtAnyDepth() {
            Cli cli = Cli.run("replay", "--all", all);
            assertThat(cli.code()).as(cli.out() + cli.err()).isZero();
            assertThat(cli.out().lines()).hasSize(3)
                .anySatisfy(l -> assertThat(l).startsWith("reproduces: deep/down/one: wrong-result at "))
                .anySatisfy(l -> assertThat(l).startsWith("reproduces: two: wrong-result at "))
                .endsWith("2 reproduce, 0 gone, 0 cannot be tried; all that were tried stand as recorded");
        }

        @Test
        void areTriedWhereTheyAreOneAlone() {
            Cli cli = Cli.run("replay", "--all", finding);
            assertThat(cli.out()).startsWith("reproduces: " + finding);
            assertThat(cli.code()).isZero();
        }

        @Test
        void areGoneOnAReleaseThatMendedThem() throws IOException {
            Found.move(all.resolve("two"), "planted:clean", "1");
            Cli cli = Cli.run("replay", "--all", all);
            assertThat(cli.code()).as(cli.out()).isEqualTo(1);
            assertThat(cli.out()).containsPattern("gone on planted:clean@\\S+: two: agrees; not recorded")
                .contains("1 reproduce, 1 gone, 0 cannot be tried; 1 not as recorded");
        }

        @Test
        void standAsRecordedWhereTheReleaseIsKnownToBeRidOfThem() throws IOException {
            Found.move(all.resolve("two"), "planted:clean", "1");
            Found.learn(all.resolve("two"), List.of(new Release("0.0", Shown.SHOWS, "wrong"),
                new Release(planted(), Shown.GONE, "agrees")));
            Cli cli = Cli.run("replay", "--all", all);
            assertThat(cli.code()).as(cli.out()).isZero();
            assertThat(cli.out()).contains("two: agrees, as recorded: first seen in 0.0").contains(", fixed in ");
        }

        @Test
        void doNotStandAsRecordedWhereAMendedOneIsBack() throws IOException {
            Found.learn(all.resolve("two"), List.of(new Release(planted(), Shown.GONE, "agrees")));
            Cli cli = Cli.run("replay", "--all", all);
            assertThat(cli.code()).as(cli.out()).isEqualTo(1);
            assertThat(cli.out()).contains("; recorded as gone from ");
        }

        @Test
        void areChosenByTarget() throws IOException {
            Found.move(all.resolve("two"), "planted:clean", "1");
            Cli cli = Cli.run("replay", "--all", "--target", Found.FAULTY, all);
            assertThat(cli.code()).as(cli.out()).isZero();
            assertThat(cli.out()).contains("1 reproduce, 0 gone, 0 cannot be tried, 1 of other targets");
        }

        @Test
        void doNotStopAtOneThatCannotBeTried() throws IOException {
            Files.delete(all.resolve("two/finding.json"));
            Path lost = Found.copy(finding, all.resolve("lo\u001b[1mst"));
            Found.move(lost, "nowhere", "1");
            Cli cli = Cli.run("replay", "--all", all);
            assertThat(cli.code()).as(cli.out()).isEqualTo(2);
            assertThat(cli.out()).contains("cannot be tried: two: ", "finding.json: cannot be read",
                "cannot be tried: lo?[1mst: unknown target 'nowhere'", "1 reproduce, 0 gone, 2 cannot be tried")
                .doesNotContain("\u001b");
        }

        @Test
        void areRefusedWhereThereAreNone() throws IOException {
            refused(Cli.run("replay", "--all", Files.createDirectories(folder.resolve("empty"))), "empty",
                "name a folder that holds some");
            refused(Cli.run("replay", "--all", folder.resolve("gone")), "gone", "name a folder that holds some");
        }

        private static String planted() {
            try (Opened opened = Opened.once("planted:clean", Limits.DEFAULT)) {
                return opened.first().version();
            }
        }
    }

    private static void refused(Cli cli, String... words) {
        assertThat(cli.code()).as(cli.out() + cli.err()).isEqualTo(2);
        assertThat(cli.err().lines()).as(cli.err()).hasSize(1);
        assertThat(cli.err()).contains(words);
    }
}
