package org.plumbline.targets.worker;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.plumbline.graph.DType;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Variant;
import org.plumbline.targets.watch.Coverage;

/// Several stacks as one: every case goes to all of them. Its variants are those of its members, each named after its
/// stack (`torch-djl/plain`); a target that sits there in two releases is named with its release.
public final class Panel implements Executor {
    private final Map<String, Executor> stacks = new LinkedHashMap<>();

    /// Takes over the members, at least two; their order is kept.
    public Panel(List<Executor> members) {
        Map<String, Long> named = members.stream().collect(Collectors.groupingBy(Executor::target,
            Collectors.counting()));
        for (Executor member : members) {
            String stack = member.target() + (named.get(member.target()) > 1 ? "@" + member.version() : "");
            if (stacks.putIfAbsent(stack, member) != null) {
                throw new IllegalArgumentException(stack + " is named twice");
            }
        }
    }

    @Override
    public String target() {
        return stacks.values().stream().map(Executor::target).collect(Collectors.joining(","));
    }

    @Override
    public String version() {
        return stacks.values().stream().map(Executor::version).collect(Collectors.joining(","));
    }

    @Override
    public List<Executor> members() {
        return List.copyOf(stacks.values());
    }

    @Override
    public List<Variant> variants() {
        List<Variant> all = new ArrayList<>();
        stacks.forEach((stack, member) -> member.variants().forEach(v -> all.add(v.of(stack))));
        return List.copyOf(all);
    }

    /// What all members can be fed with.
    @Override
    public Set<DType> feeds() {
        Set<DType> common = EnumSet.allOf(DType.class);
        stacks.values().forEach(member -> common.retainAll(member.feeds()));
        return common;
    }

    @Override
    public Device device(Variant variant) {
        return stacks.get(Variant.stack(variant.name())).device(variant.local());
    }

    @Override
    public List<List<Outcome>> execute(Execution execution) {
        Map<String, List<Outcome>> outcomes = new HashMap<>();
        stacks.forEach((stack, member) -> {
            List<Variant> own = execution.variants().stream().filter(v -> Variant.stack(v.name()).equals(stack))
                .toList();
            if (!own.isEmpty()) {
                var results = member.execute(new Execution(execution.source(), execution.inputs(),
                    own.stream().map(Variant::local).toList(), execution.repeats(), execution.recipe()));
                IntStream.range(0, own.size()).forEach(i -> outcomes.put(own.get(i).name(), results.get(i)));
            }
        });
        return execution.variants().stream().map(v -> outcomes.get(v.name())).toList();
    }

    /// Each member's is its own.
    @Override
    public Coverage coverage() {
        return new Coverage.Unseen("several targets are watched one by one");
    }

    @Override
    public void close() {
        stacks.values().forEach(Executor::close);
    }
}
