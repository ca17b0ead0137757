package org.plumbline.house;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.plumbline.house.Build.Dependency;
import org.plumbline.house.Build.Scope;

/// Reads the Gradle files line by line. They are kept plain enough for that: one include, one library and one dependency
/// per line; what it does not know makes it fail.
record GradleBuild(Path root) {
    private static final Pattern INCLUDE = Pattern.compile("include\\(\"([^\"]+)\"\\)");
    private static final Pattern VERSION = Pattern.compile("([\\w-]+) = \"([^\"]+)\"");
    private static final Pattern LIBRARY =
        Pattern.compile("([\\w-]+) = \\{ module = \"([^\"]+)\"(?:, version\\.ref = \"([^\"]+)\")? }");
    private static final Pattern BLOCK = Pattern.compile("(subprojects|project\\(\"([^\"]+)\"\\)) \\{");
    private static final Pattern DEPENDENCY = Pattern.compile("\"(\\w+)\"\\((.*)\\)");
    private static final Pattern MODULE = Pattern.compile("project\\(\"([^\"]+)\"\\)");
    private static final Pattern OF_CATALOG = Pattern.compile("rootProject\\.libs\\.([\\w.]+)");
    private static final Pattern VARIANT =
        Pattern.compile("variantOf\\(rootProject\\.libs\\.([\\w.]+)\\) \\{ classifier\\(\"([^\"]+)\"\\) }");
    private static final String EVERY = "every module";

    /// One line of `[libraries]`; an empty version is one that a platform fixes.
    private record Library(String module, String version) {
    }

    Build read() {
        Map<String, Library> catalog = catalog(lines("gradle/libs.versions.toml"));
        List<String> script = lines("build.gradle.kts");
        Map<String, Set<Dependency>> declared = dependencies(script, catalog);
        TreeMap<String, Set<Dependency>> modules = new TreeMap<>();
        for (String line : lines("settings.gradle.kts")) {
            if (line.startsWith("include")) {
                String folder = match(INCLUDE, line).group(1).replace(':', '/');
                modules.put(folder, new HashSet<>(declared.getOrDefault(EVERY, Set.of())));
            }
        }
        declared.keySet().stream().filter(m -> !m.equals(EVERY) && !modules.containsKey(m)).forEach(m -> {
            throw new IllegalStateException("build.gradle.kts configures " + m + ", which settings.gradle.kts lacks");
        });
        modules.forEach((module, all) -> all.addAll(declared.getOrDefault(module, Set.of())));
        Map<String, String> versions = catalog.values().stream().filter(l -> !l.version.isEmpty())
            .collect(Collectors.toMap(Library::module, Library::version));
        return new Build(modules, new TreeMap<>(versions), new TreeMap<>(settings(script)));
    }

    private Map<String, String> settings(List<String> script) {
        String all = String.join("\n", script);
        Map<String, String> versions = versions(lines("gradle/libs.versions.toml"));
        return Map.of("group", find("group = \"([^\"]+)\"", all), "version", find("version = \"([^\"]+)\"", all),
            "java release", find("JavaLanguageVersion\\.of\\((\\d+)\\)", all), "compiler arguments",
            find("listOf\\((\"-Xlint[^)]*)\\)", all).replaceAll("\"|,(?= )", ""), "jacoco",
            versions.get(find("toolVersion = rootProject\\.libs\\.versions\\.(\\w+)\\.get\\(\\)", all)));
    }

    private static Map<String, String> versions(List<String> toml) {
        Map<String, String> versions = new TreeMap<>();
        toml.subList(toml.indexOf("[versions]") + 1, toml.indexOf("[libraries]")).stream().filter(l -> !l.isEmpty())
            .map(l -> match(VERSION, l)).forEach(m -> versions.put(m.group(1), m.group(2)));
        return versions;
    }

    private static Map<String, Library> catalog(List<String> toml) {
        Map<String, String> versions = versions(toml);
        Map<String, Library> catalog = new TreeMap<>();
        for (String line : toml.subList(toml.indexOf("[libraries]") + 1, toml.size())) {
            if (!line.isEmpty()) {
                MatchResult m = match(LIBRARY, line);
                String version = m.group(3) == null ? "" : versions.get(m.group(3));
                catalog.put(m.group(1).replace('-', '.'), new Library(m.group(2), version));
            }
        }
        return catalog;
    }

    private static Map<String, Set<Dependency>> dependencies(List<String> script, Map<String, Library> catalog) {
        Map<String, Set<Dependency>> found = new TreeMap<>();
        String module = "";
        boolean inside = false;
        for (String line : script) {
            Matcher block = BLOCK.matcher(line);
            if (block.matches()) {
                module = block.group(2) == null ? EVERY : block.group(2).substring(1).replace(':', '/');
            } else if (line.equals("dependencies {")) {
                inside = true;
            } else if (line.equals("}")) {
                inside = false;
            } else if (inside && !line.isEmpty()) {
                MatchResult m = match(DEPENDENCY, line);
                if (!m.group(2).startsWith("platform(")) {
                    Dependency dependency = dependency(m.group(2), scope(m.group(1)), catalog);
                    if (!found.computeIfAbsent(module, _ -> new HashSet<>()).add(dependency)) {
                        throw new IllegalStateException(module + " names " + dependency + " twice");
                    }
                }
            }
        }
        return found;
    }

    private static Dependency dependency(String notation, Scope scope, Map<String, Library> catalog) {
        Matcher module = MODULE.matcher(notation);
        if (module.matches()) {
            return new Dependency("module " + module.group(1).substring(1).replace(':', '/'), "", scope);
        }
        Matcher variant = VARIANT.matcher(notation);
        if (variant.matches()) {
            return new Dependency(library(variant.group(1), catalog), variant.group(2), scope);
        }
        return new Dependency(library(match(OF_CATALOG, notation).group(1), catalog), "", scope);
    }

    private static String library(String alias, Map<String, Library> catalog) {
        Library library = catalog.get(alias);
        if (library == null) {
            throw new IllegalStateException("libs." + alias + " is not in gradle/libs.versions.toml");
        }
        return library.module;
    }

    private static Scope scope(String configuration) {
        return switch (configuration) {
            case "api" -> Scope.COMPILE;
            case "runtimeOnly" -> Scope.RUNTIME;
            case "compileOnlyApi" -> Scope.PROVIDED;
            case "testImplementation" -> Scope.TEST;
            case "annotationProcessor" -> Scope.PROCESSOR;
            default -> throw new IllegalStateException(configuration + " has no equal in Maven; use api, runtimeOnly, "
                + "compileOnlyApi, testImplementation or annotationProcessor");
        };
    }

    private static MatchResult match(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalStateException("cannot read `" + line + "`: keep the Gradle files plain");
        }
        return matcher.toMatchResult();
    }

    private static String find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("build.gradle.kts has no " + pattern);
        }
        return matcher.group(1);
    }

    private List<String> lines(String file) {
        return Repository.read(root.resolve(file)).lines().map(String::trim)
            .filter(l -> !l.startsWith("#") && !l.startsWith("//")).toList();
    }
}
