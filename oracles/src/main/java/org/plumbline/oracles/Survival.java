package org.plumbline.oracles;

import java.util.List;
import java.util.Optional;
import org.plumbline.targets.Outcome;

/// No valid model may kill or hang the process. A case whose reference calls it invalid may be refused, not die.
final class Survival implements Oracle {
    @Override
    public Verdict judge(Trial trial) {
        return find(trial, Kind.CRASH).or(() -> find(trial, Kind.HANG)).<Verdict>map(Verdict.Disagrees::new)
            .orElse(new Verdict.Agrees(0, 0));
    }

    private static Optional<Evidence> find(Trial trial, Kind kind) {
        List<Trial.Run> guilty = trial.runs().stream().filter(r -> symptom(r, kind).isPresent()).toList();
        if (guilty.isEmpty()) {
            return Optional.empty();
        }
        List<String> innocent = trial.runs().stream().filter(r -> !guilty.contains(r)
            && r.first() instanceof Outcome.Values).map(r -> r.variant().name()).toList();
        return Optional.of(new Evidence(kind, guilty.stream().map(r -> r.variant().name()).toList(), innocent, "",
            symptom(guilty.getFirst(), kind).orElseThrow(), "", Double.POSITIVE_INFINITY));
    }

    private static Optional<String> symptom(Trial.Run run, Kind kind) {
        return run.outcomes().stream().flatMap(o -> switch (o) {
            case Outcome.Crashed(String symptom, List<String> frames) when kind == Kind.CRASH -> Optional.of(
                frames.isEmpty() ? symptom : symptom + " in " + frames.getFirst()).stream();
            case Outcome.Hung(long millis) when kind == Kind.HANG -> Optional.of("killed after " + millis + " ms")
                .stream();
            case Outcome.Crashed _,Outcome.Hung _,Outcome.Values _,Outcome.Refused _ -> Optional.<String>empty()
                .stream();
        }).findFirst();
    }
}
