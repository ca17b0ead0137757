package org.plumbline.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a build says, in terms that both builds share.
///
/// @param modules  folder of each module and its dependencies, those shared by all modules included
/// @param versions `group:artifact` and version of every library that a module may name
/// @param settings other facts that both state: the Java release, the project's group and version, compiler options
record Build(SortedMap<String, Set<Dependency>> modules, SortedMap<String, String> versions,
    SortedMap<String, String> settings) {
    /// When a dependency is there.
    enum Scope {
        COMPILE, RUNTIME, PROVIDED, TEST, PROCESSOR
    }

    /// `name` is `group:artifact`, or `module folder` for one of ours; an empty classifier is none.
    record Dependency(String name, String classifier, Scope scope) implements Comparable<Dependency> {
        @Override
        public int compareTo(Dependency other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return name + (classifier.isEmpty() ? "" : ":" + classifier) + " (" + scope.name().toLowerCase() + ")";
        }
    }

    Build {
        SortedMap<String, Set<Dependency>> sorted = new TreeMap<>();
        modules.forEach((module, dependencies) -> sorted.put(module, new TreeSet<>(dependencies)));
        modules = sorted;
        versions = new TreeMap<>(versions);
        settings = new TreeMap<>(settings);
    }

    /// Each difference in a sentence; empty where the two builds say the same.
    static List<String> differences(Build maven, Build gradle) {
        List<String> found = new ArrayList<>();
        compareKeys("module", maven.modules, gradle.modules, found);
        maven.modules.forEach((module, dependencies) -> {
            Set<Dependency> others = gradle.modules.getOrDefault(module, dependencies);
            dependencies.stream().filter(d -> !others.contains(d))
                .forEach(d -> found.add(module + " depends on " + d + " in Maven only"));
            others.stream().filter(d -> !dependencies.contains(d))
                .forEach(d -> found.add(module + " depends on " + d + " in Gradle only"));
        });
        compareValues("library", maven.versions, gradle.versions, found);
        compareValues("setting", maven.settings, gradle.settings, found);
        return found;
    }

    private static void compareKeys(String what, Map<String, ?> maven, Map<String, ?> gradle, List<String> found) {
        maven.keySet().stream().filter(k -> !gradle.containsKey(k))
            .forEach(k -> found.add(what + " " + k + " is in Maven only"));
        gradle.keySet().stream().filter(k -> !maven.containsKey(k))
            .forEach(k -> found.add(what + " " + k + " is in Gradle only"));
    }

    private static void compareValues(String what, Map<String, String> maven, Map<String, String> gradle,
        List<String> found) {
        compareKeys(what, maven, gradle, found);
        maven.forEach((key, value) -> {
            String other = gradle.getOrDefault(key, value);
            if (!other.equals(value)) {
                found.add(what + " " + key + " is " + value + " in Maven, " + other + " in Gradle");
            }
        });
    }
}
