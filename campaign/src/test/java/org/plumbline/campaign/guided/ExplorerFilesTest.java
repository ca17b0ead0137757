package org.plumbline.campaign.guided;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.campaign.engine.Guidance;
import org.plumbline.campaign.engine.Guidance.Count;
import org.plumbline.campaign.engine.Guided;
import org.plumbline.targets.watch.Probe;

/// What an explorer leaves on disk, whenever it dies.
class ExplorerFilesTest {
    @TempDir
    Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Nested
    class TheInputInHand {
        private Path file() {
            return folder.resolve("input");
        }

        @Test
        void isThereWhoeverReadsIt() throws IOException {
            LastInput input = LastInput.open(file(), 100);
            assertThat(LastInput.left(file())).isEmpty();
            input.begin(bytes("a recipe"));
            assertThat(LastInput.left(file())).get().satisfies(left -> {
                assertThat(left.input()).asString().isEqualTo("a recipe");
                assertThat(left.running()).isTrue();
            });
            input.end();
            assertThat(LastInput.left(file())).get().satisfies(left -> assertThat(left.running()).isFalse());
        }

        @Test
        void staysWhenTheNextExplorerOpensTheFile() throws IOException {
            LastInput.open(file(), 100).begin(bytes("a recipe"));
            LastInput.open(file(), 100);
            assertThat(LastInput.left(file())).get().satisfies(left -> assertThat(left.input()).asString().isEqualTo(
                "a recipe"));
        }

        @Test
        void isNotMadeUpFromDamage() throws IOException {
            Files.write(file(), new byte[] {100, 0, 0, 0, 1, 0, 0, 0, 'x'});
            assertThat(LastInput.left(file())).isEmpty();
            Files.write(file(), new byte[3]);
            assertThat(LastInput.left(file())).isEmpty();
        }
    }

    @Nested
    class WhatWasShown {
        private Path file() {
            return folder.resolve("shown.log");
        }

        private Guided.Reached together(Path... logs) throws IOException {
            Union union = new Union();
            for (Path log : logs) {
                union.follow(log);
            }
            return union.reached();
        }

        @Test
        void isCountedOnceHoweverOftenAndByWhomever() throws IOException {
            for (String name : List.of("one", "two")) {
                Shown shown = Shown.open(folder.resolve(name));
                shown.functions(List.of(new Probe("b", 1), new Probe("b", 2), new Probe("b", 1)));
                shown.rewrites(Set.of("A→B", "kernel Conv float"));
                shown.structure(Set.of("Conv>Relu"));
                shown.flush();
            }
            assertThat(together(folder.resolve("one"), folder.resolve("two"))).isEqualTo(new Guided.Reached(2, 1, 1,
                1));
        }

        @Test
        void outlivesALineThatWasCutOff() throws IOException {
            Files.writeString(file(), "structure Conv>Relu\nstructure Con");
            assertThat(together(file())).isEqualTo(new Guided.Reached(0, 0, 0, 1));
            Shown shown = Shown.open(file());
            shown.structure(Set.of("Conv>Relu", "Conv>Neg"));
            shown.flush();
            assertThat(Files.readAllLines(file())).contains("structure Conv>Neg").filteredOn(
                "structure Conv>Relu"::equals).hasSize(1);
        }

        @Test
        void isFollowedAsItGrows() throws IOException {
            Union union = new Union();
            Files.writeString(file(), "structure a\nstruc");
            union.follow(file());
            Files.writeString(file(), "ture b\n", StandardOpenOption.APPEND);
            union.follow(file());
            assertThat(union.of("structure")).containsExactlyInAnyOrder("structure a", "structure b");
        }
    }

    @Nested
    class ADisagreement {
        @Test
        void isNotedUntilItIsKept() throws IOException {
            ExplorerFolder explorer = new ExplorerFolder(folder, 3);
            explorer.create();
            explorer.met(17, "a recipe");
            assertThat(explorer.unkept()).containsExactly(new ExplorerFolder.Met(17, "a recipe"));
            explorer.kept(17);
            assertThat(explorer.unkept()).isEmpty();
        }
    }

    @Nested
    class ARecipeThatKills {
        @Test
        void isRunOnceMoreAndThenNoMore() throws IOException {
            for (boolean deadly : List.of(false, false, true)) {
                assertThat(Errors.isDeadly(folder, bytes("a recipe"))).isEqualTo(deadly);
                Errors.keep(folder, "a recipe", "died\nof something");
            }
        }
    }

    @Nested
    class TheState {
        @Test
        void comesBackAsItWas() throws IOException {
            ExplorerState fresh = ExplorerState.read(folder.resolve("state.json"), 1);
            assertThat(fresh.next()).isEqualTo(1);
            ExplorerState later = new ExplorerState(21, fresh.tally(), fresh.diagnoses(), Guidance.NONE.plus(
                Count.NOVEL, 4)
                .plus(Count.STEADY, 3));
            later.write(folder.resolve("state.json"));
            assertThat(ExplorerState.read(folder.resolve("state.json"), 1)).isEqualTo(later);
            assertThat(later.guidance().steadyShare()).isEqualTo(0.75);
        }
    }
}
