package org.plumbline.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plumbline.targets.registry.Requirement;
import org.plumbline.targets.registry.Requirement.ByHand;
import org.plumbline.targets.registry.Requirement.ByUs;
import org.plumbline.targets.registry.Requirement.Failed;
import org.plumbline.targets.registry.Requirement.Installed;
import org.plumbline.targets.registry.Requirement.Missing;
import org.plumbline.targets.registry.Requirement.Present;
import org.plumbline.targets.registry.TargetKind;
import org.plumbline.targets.registry.TargetSpec;
import org.plumbline.targets.registry.Targets;

class TargetsCommandTest {
    private final StringWriter out = new StringWriter();

    @Test
    void everyTargetIsListedWithWhatItNeeds() {
        Cli cli = Cli.run("targets");
        assertThat(cli.out()).contains("onnxruntime-webgpu", "Vulkan loader", "Vulkan driver",
            "WebGPU provider library",
            "planted");
        boolean missing = Targets.installed().kinds().stream().flatMap(k -> k.requirements().stream())
            .anyMatch(Missing.class::isInstance);
        assertThat(cli.code()).as(cli.out()).isEqualTo(missing ? 1 : 0);
    }

    @Test
    void unknownTargetsAreRefusedInOneLine() {
        Cli cli = Cli.run("targets", "install", "onnxrutnime");
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.err().lines()).hasSize(1).first().asString().contains("onnxrutnime", "onnxruntime-webgpu");
    }

    @Test
    void targetsThatNeedNothingAreInstalledAlready() {
        assertThat(Cli.run("targets", "install", "planted:clean").code()).isZero();
    }

    @Test
    void whatCanBeFetchedIsFetched() {
        assertThat(install(new Present("a driver", "here"),
            new Missing("a library", "not here", new ByUs(() -> new Installed("/there"))))).isZero();
        assertThat(out.toString()).contains("ok   a driver: here", "ok   a library: /there");
    }

    @Test
    void whatHasToBeInstalledByHandIsToldWithItsCommand() {
        assertThat(install(new Missing("a driver", "none found", new ByHand("apt-get install driver")))).isEqualTo(1);
        assertThat(out.toString()).contains("MISS a driver: none found", "→ apt-get install driver");
    }

    @Test
    void whatCannotBeFetchedIsBadInput() {
        assertThatThrownBy(() -> install(new Missing("a library", "not here", new ByUs(() -> new Failed(
            "npm does not start; install it"))))).isInstanceOf(BadInput.class)
            .hasMessage("target needy: a library: npm does not start; install it");
    }

    private int install(Requirement... requirements) {
        return TargetsCommand.Install.install(new Needy(List.of(requirements)), new PrintWriter(out, true));
    }

    private record Needy(List<Requirement> requirements) implements TargetKind {
        @Override
        public String family() {
            return "needy";
        }

        @Override
        public List<String> names() {
            return List.of("needy");
        }

        @Override
        public Plan plan(TargetSpec spec) {
            return new Unavailable("needs what it has not");
        }

        @Override
        public Optional<String> defaultVersion() {
            return Optional.empty();
        }
    }
}
