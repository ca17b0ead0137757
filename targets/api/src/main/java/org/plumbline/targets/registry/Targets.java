package org.plumbline.targets.registry;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.plumbline.targets.watch.Watch;
import org.plumbline.targets.worker.Executor;
import org.plumbline.targets.worker.InProcess;
import org.plumbline.targets.worker.Limits;
import org.plumbline.targets.worker.Panel;
import org.plumbline.targets.worker.WorkerExecutor;
import org.plumbline.targets.worker.WorkerFault;

/// All targets there are, and the door to them.
public final class Targets {
    private final List<TargetKind> kinds;

    private Targets(List<TargetKind> kinds) {
        this.kinds = kinds;
    }

    /// What opening gives: an executor or a reason.
    public sealed interface Opening {
    }

    /// Closed by the caller.
    public record Opened(Executor executor) implements Opening {
    }

    /// `message` is one line that names target, version and remedy.
    public record Unavailable(String message) implements Opening {
    }

    /// The targets of all modules in the class path. Two modules with one family are an [IllegalStateException].
    public static Targets installed() {
        return of(ServiceLoader.load(TargetKind.class).stream().map(ServiceLoader.Provider::get).toList());
    }

    /// The targets of the given kinds.
    public static Targets of(List<TargetKind> kinds) {
        kinds.stream().collect(Collectors.groupingBy(TargetKind::family)).forEach((family, same) -> {
            if (same.size() > 1) {
                throw new IllegalStateException(same.size() + " modules offer the target " + family + ": "
                    + same.stream().map(k -> k.getClass().getName()).collect(Collectors.joining(", ")));
            }
        });
        return new Targets(kinds.stream().sorted(Comparator.comparing(TargetKind::family)).toList());
    }

    /// The kinds, ordered by family.
    public List<TargetKind> kinds() {
        return kinds;
    }

    /// The names of all targets.
    public List<String> names() {
        return kinds.stream().flatMap(k -> k.names().stream()).toList();
    }

    /// What can be switched off in the target of that name, which may have a version; nothing in an unknown one.
    public Dissection dissection(String text) {
        return switch (TargetSpec.parse(text)) {
            case TargetSpec.Malformed _ -> Dissection.NONE;
            case TargetSpec.Named(TargetSpec spec) -> kinds.stream().filter(k -> k.family().equals(spec.family()))
                .findFirst().map(TargetKind::dissection).orElse(Dissection.NONE);
        };
    }

    /// The native library of the target of that name, which may have a version; see [TargetKind#library(TargetSpec)].
    public Optional<Path> library(String text) {
        return switch (TargetSpec.parse(text)) {
            case TargetSpec.Malformed _ -> Optional.empty();
            case TargetSpec.Named(TargetSpec spec) -> kinds.stream().filter(k -> k.names().contains(spec.name()))
                .findFirst().flatMap(k -> k.library(spec));
        };
    }

    /// Parses `text` and opens the target it names, or a [Panel] of all the targets that it names, separated by commas.
    public Opening open(String text, Limits limits, Path journals) {
        return open(text, limits, journals, Watch.Watcher.NONE);
    }

    /// The same, with the native library of each target watched; [Executor#coverage()] says what is seen of it.
    public Opening open(String text, Limits limits, Path journals, Watch.Watcher watcher) {
        List<String> names = List.of(text.split(",", -1));
        return names.size() == 1 ? openOne(text, limits, journals, watcher)
            : openAll(names, limits, journals, watcher);
    }

    private Opening openAll(List<String> names, Limits limits, Path journals, Watch.Watcher watcher) {
        List<Executor> members = new ArrayList<>();
        Set<String> releases = new HashSet<>();
        for (String name : names) {
            Opening opening = openOne(name, limits, journals, watcher);
            if (opening instanceof Opened(Executor member)) {
                members.add(member);
                if (releases.add(member.target() + "@" + member.version())) {
                    continue;
                }
                opening = new Unavailable("target '" + name + "' is named twice in " + String.join(",", names)
                    + ": name each stack once");
            }
            members.forEach(Executor::close);
            return opening;
        }
        return new Opened(new Panel(members));
    }

    private Opening openOne(String text, Limits limits, Path journals, Watch.Watcher watcher) {
        return switch (TargetSpec.parse(text)) {
            case TargetSpec.Malformed(String message) -> new Unavailable(message);
            case TargetSpec.Named(TargetSpec spec) -> open(spec, limits, journals, watcher);
        };
    }

    /// Opens a target; for one in a worker this waits until the worker has loaded it. Workers keep their journals in
    /// `journals`, which is created.
    public Opening open(TargetSpec spec, Limits limits, Path journals) {
        return open(spec, limits, journals, Watch.Watcher.NONE);
    }

    private Opening open(TargetSpec spec, Limits limits, Path journals, Watch.Watcher watcher) {
        List<TargetKind> found = kinds.stream().filter(k -> k.names().contains(spec.name())).toList();
        if (found.isEmpty()) {
            return new Unavailable("unknown target '" + spec.name() + "': known targets are "
                + String.join(", ", names()));
        }
        try {
            return switch (found.getFirst().plan(spec)) {
                case TargetKind.Unavailable(String message) -> new Unavailable(message);
                case TargetKind.Local(var target) -> new Opened(new InProcess(target));
                case TargetKind.Isolated(var launch) ->
                    new Opened(WorkerExecutor.open(launch, found.getFirst().limits(limits), journals,
                        found.getFirst().library(spec).map(watcher::over).orElseGet(
                            () -> new Watch.Blind("target " + spec + " names no native library"))));
            };
        } catch (UncheckedIOException e) {
            return new Unavailable("target " + spec + " does not start: " + e.getMessage()
                + "; name a folder that can be written to");
        } catch (WorkerFault e) {
            return new Unavailable("target " + spec + " does not start: "
                + e.getMessage().lines().map(String::strip).collect(Collectors.joining(" ")));
        }
    }
}
