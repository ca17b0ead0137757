package org.plumbline.campaign;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.reports.Finding;
import org.plumbline.reports.Subject;
import org.plumbline.reports.bisect.Asked;
import org.plumbline.reports.bisect.Bisection;
import org.plumbline.reports.bisect.History;
import org.plumbline.targets.registry.TargetKind;
import org.plumbline.targets.registry.Targets;

/// Searches the releases that a user asks for, saying which is asked.
final class Bisecting implements AutoCloseable {
    private final ReleaseRange releases;
    private final PrintWriter log;
    private final ReleaseTrials trials = new ReleaseTrials(Targets.installed());
    private final Map<String, List<String>> chosen = new HashMap<>();

    /// `releases` as [ReleaseRange] reads them, or throws [BadInput].
    Bisecting(String releases, PrintWriter log) {
        this.releases = new ReleaseRange(releases);
        this.log = log;
    }

    /// Which releases show the finding of one target; `name` is what the log calls it. Empty where the target has none to
    /// choose from. Throws [BadInput] where the target or the releases do not exist.
    Optional<History> history(Finding finding, Subject subject, String name) {
        List<String> among = chosen.computeIfAbsent(finding.target(), this::among);
        if (among.isEmpty()) {
            return Optional.empty();
        }
        Asked asked = trials.of(finding, subject);
        return Optional.of(Bisection.over(among, finding.version(), version -> {
            log.println(name + ": asking " + finding.target() + "@" + version);
            log.flush();
            return asked.ask(version);
        }));
    }

    private List<String> among(String target) {
        TargetKind kind = Targets.installed().kinds().stream().filter(k -> k.names().contains(target)).findFirst()
            .orElseThrow(() -> new BadInput("unknown target '" + target + "': known targets are "
                + String.join(", ", Targets.installed().names())));
        List<String> known = kind.releases();
        return known.isEmpty() ? known : releases.of(target, known);
    }

    @Override
    public void close() {
        trials.close();
    }
}
