package org.plumbline.campaign.guided;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.plumbline.targets.watch.Coverage;
import org.plumbline.targets.watch.Probe;
import org.plumbline.targets.worker.Executor;

/// The native code that an executor's members reach, as far as it can be seen.
final class Sight {
    private final Executor executor;

    Sight(Executor executor) {
        this.executor = executor;
    }

    private List<Coverage.Seen> seen() {
        List<Coverage.Seen> seen = new ArrayList<>();
        for (Executor member : executor.members()) {
            switch (member.coverage()) {
                case Coverage.Seen s -> seen.add(s);
                case Coverage.Unseen _ -> {
                }
            }
        }
        return seen;
    }

    /// Why nothing is seen of some members, one line each.
    List<String> blindness() {
        List<String> why = new ArrayList<>();
        for (Executor member : executor.members()) {
            if (member.coverage() instanceof Coverage.Unseen(String reason)) {
                why.add("native code of " + member.target() + " is not seen: " + reason);
            }
        }
        return why;
    }

    /// The functions reached since the last call, for the first time.
    List<Probe> fresh() {
        return seen().stream().flatMap(s -> s.fresh().stream()).toList();
    }

    /// Forgets that these were reached.
    void again(Collection<Probe> probes) {
        seen().forEach(s -> s.again(probes));
    }
}
