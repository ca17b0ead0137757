package org.plumbline.house;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.plumbline.house.Build.Dependency;
import org.plumbline.house.Build.Scope;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// Reads the POMs, as far as they go here: what it does not know makes it fail, so that nothing is compared by halves.
record MavenBuild(Path root) {
    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");
    private static final Set<String> KNOWN = Set.of("groupId", "artifactId", "version", "scope", "classifier", "type");

    Build read() {
        Element project = parse(root.resolve("pom.xml"));
        Map<String, String> properties = properties(project);
        Map<String, String> folders = new TreeMap<>();
        Map<String, Element> poms = new TreeMap<>();
        for (Element module : children(child(project, "modules"), "module")) {
            Element pom = parse(root.resolve(module.getTextContent()).resolve("pom.xml"));
            poms.put(module.getTextContent(), pom);
            folders.put("org.plumbline:" + text(pom, "artifactId"), module.getTextContent());
        }
        Set<Dependency> shared = dependencies(project, folders);
        Map<String, String> versions = versions(project, properties);
        TreeMap<String, Set<Dependency>> modules = new TreeMap<>();
        poms.forEach((folder, pom) -> {
            Set<Dependency> own = new HashSet<>(shared);
            own.addAll(dependencies(pom, folders));
            modules.put(folder, own);
        });
        return new Build(modules, new TreeMap<>(versions), new TreeMap<>(settings(project, properties)));
    }

    private static Map<String, String> settings(Element project, Map<String, String> properties) {
        Element compiler = plugin(project, "maven-compiler-plugin");
        String arguments = String.join(" ", children(child(child(compiler, "configuration"), "compilerArgs"), "arg")
            .stream().map(Element::getTextContent).toList());
        return Map.of("group", text(project, "groupId"), "version", text(project, "version"), "java release",
            properties.get("maven.compiler.release"), "compiler arguments", arguments, "jacoco",
            resolve(text(plugin(project, "jacoco-maven-plugin"), "version"), properties));
    }

    private static Element plugin(Element project, String artifact) {
        return children(child(child(project, "build"), "plugins"), "plugin").stream()
            .filter(p -> text(p, "artifactId").equals(artifact)).findFirst().orElseThrow();
    }

    private static Map<String, String> properties(Element project) {
        Map<String, String> properties = new TreeMap<>();
        elements(child(project, "properties")).forEach(p -> properties.put(p.getTagName(), p.getTextContent()));
        return properties;
    }

    private static Map<String, String> versions(Element project, Map<String, String> properties) {
        Map<String, String> versions = new TreeMap<>();
        Element managed = child(child(project, "dependencyManagement"), "dependencies");
        for (Element dependency : children(managed, "dependency")) {
            checkKnown(dependency);
            String version = resolve(text(dependency, "version"), properties);
            String before = versions.put(name(dependency), version);
            if (before != null && !before.equals(version)) {
                throw new IllegalStateException(name(dependency) + " has two versions in pom.xml");
            }
        }
        return versions;
    }

    private static Set<Dependency> dependencies(Element project, Map<String, String> folders) {
        List<Dependency> found = new ArrayList<>();
        for (Element dependency : children(child(project, "dependencies"), "dependency")) {
            checkKnown(dependency);
            String name = name(dependency);
            boolean ours = folders.containsKey(name);
            String version = text(dependency, "version");
            if (!version.equals(ours ? "${project.version}" : "")) {
                throw new IllegalStateException(name + ": versions stand in the root pom.xml alone");
            }
            found.add(new Dependency(ours ? "module " + folders.get(name) : name, text(dependency, "classifier"),
                scope(text(dependency, "scope"))));
        }
        Element compiler = descendants(project, "annotationProcessorPaths").findFirst().orElse(null);
        children(compiler, "path").forEach(p -> found.add(new Dependency(name(p), "", Scope.PROCESSOR)));
        if (found.size() != Set.copyOf(found).size()) {
            throw new IllegalStateException(text(project, "artifactId") + " names a dependency twice");
        }
        return Set.copyOf(found);
    }

    private static Scope scope(String scope) {
        return switch (scope) {
            case "", "compile" -> Scope.COMPILE;
            case "runtime" -> Scope.RUNTIME;
            case "provided" -> Scope.PROVIDED;
            case "test" -> Scope.TEST;
            default -> throw new IllegalStateException("scope " + scope + ": teach MavenBuild to read it");
        };
    }

    private static void checkKnown(Element dependency) {
        elements(dependency).filter(e -> !KNOWN.contains(e.getTagName())).forEach(e -> {
            throw new IllegalStateException("<" + e.getTagName() + ">: teach MavenBuild and GradleBuild to read it");
        });
    }

    private static String resolve(String text, Map<String, String> properties) {
        return PROPERTY.matcher(text).replaceAll(m -> Matcher.quoteReplacement(properties.get(m.group(1))));
    }

    private static String name(Element dependency) {
        return text(dependency, "groupId") + ":" + text(dependency, "artifactId");
    }

    private static Element parse(Path pom) {
        try {
            return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(pom.toFile())
                .getDocumentElement();
        } catch (Exception e) {
            throw new IllegalStateException(pom + ": " + e.getMessage(), e);
        }
    }

    private static Stream<Element> elements(Element parent) {
        if (parent == null) {
            return Stream.empty();
        }
        return Stream.iterate(parent.getFirstChild(), n -> n != null, Node::getNextSibling)
            .filter(Element.class::isInstance).map(Element.class::cast);
    }

    private static Stream<Element> descendants(Element parent, String tag) {
        return elements(parent)
            .flatMap(e -> Stream.concat(e.getTagName().equals(tag) ? Stream.of(e) : Stream.empty(), descendants(e,
                tag)));
    }

    private static List<Element> children(Element parent, String tag) {
        return elements(parent).filter(e -> e.getTagName().equals(tag)).toList();
    }

    private static Element child(Element parent, String tag) {
        return children(parent, tag).stream().findFirst().orElse(null);
    }

    private static String text(Element parent, String tag) {
        Element child = child(parent, tag);
        return child == null ? "" : child.getTextContent().trim();
    }
}
