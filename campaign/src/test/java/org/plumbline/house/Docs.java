package org.plumbline.house;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/// Holds Markdown pages to the tree: the classes, paths and flags that they name must be there.
///
/// @param knownNames the types that our sources declare and the capitalised words that they write as strings
record Docs(Repository repository, Set<String> knownNames) {
    private static final Pattern CODE = Pattern.compile("(?<!`)`([^`\n]+)`(?!`)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)\\s]*)?\\)");
    private static final Pattern TYPE = Pattern.compile(
        "(?:org\\.plumbline\\.[\\w.]*)?[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*"
            + "(?:\\.[A-Z][A-Za-z0-9]+)*");
    private static final Pattern DECLARATION = Pattern.compile("\\b(?:class|interface|record|enum) ([A-Z]\\w*)");
    private static final Pattern LITERAL = Pattern.compile("\"([A-Z][A-Za-z0-9]*)\"");
    private static final Pattern FILE = Pattern.compile("[\\w.-]+\\.(?:md|java|kts|toml|xml)");
    private static final Pattern PATH = Pattern.compile("(?:\\./)?[\\w.-]+(?:/[\\w.-]+)*/?");
    private static final Pattern CALL = Pattern.compile("(?:^|[\\s`$(/])plumbline((?: +[^`\n|;#>]+)?)");
    private static final Pattern FLAG = Pattern.compile("(?<=[\\s\\[(|]|^)--?[A-Za-z][\\w-]*");

    /// The pages to check, those of other people's releases (under `reports/found`) left out.
    List<Path> pages() {
        return repository.files().stream().filter(f -> f.toString().endsWith(".md"))
            .filter(f -> !repository.relative(f).startsWith("reports/found/")).toList();
    }

    /// Names in backticks that look like a class, are none of ours, and are no operator or other name that our sources
    /// write as a string.
    List<String> unknownTypes(String markdown) {
        return inBackticks(markdown).filter(t -> TYPE.matcher(t).matches())
            .filter(t -> Arrays.stream(t.split("\\.")).filter(p -> Character.isUpperCase(p.charAt(0)))
                .anyMatch(p -> !knownNames.contains(p)))
            .distinct().toList();
    }

    /// The pages of a tree.
    static Docs of(Repository repository) {
        Set<String> known = new TreeSet<>();
        for (Path file : repository.javaSources(true)) {
            String source = Repository.read(file);
            Stream.of(DECLARATION, LITERAL).flatMap(p -> p.matcher(source).results()).map(m -> m.group(1))
                .forEach(known::add);
        }
        return new Docs(repository, known);
    }

    /// Links to files that are not there, and paths in backticks that begin in this tree and end nowhere.
    List<String> unknownPaths(String markdown, Path page) {
        Stream<String> links = LINK.matcher(markdown).results().map(m -> m.group(1)).filter(l -> !l.contains(":"))
            .filter(l -> !Files.exists(page.resolveSibling(l)));
        Set<String> names = repository.files().stream().map(f -> f.getFileName().toString())
            .collect(Collectors.toSet());
        Stream<String> files = inBackticks(markdown).filter(t -> FILE.matcher(t).matches())
            .filter(t -> !names.contains(t));
        Stream<String> paths = inBackticks(markdown).filter(t -> t.contains("/") && PATH.matcher(t).matches())
            .filter(t -> !t.matches(".*\\btarget/.*"))
            .filter(t -> beginsHere(t) && !Files.exists(repository.root().resolve(t))
                && !Files.exists(page.resolveSibling(t)));
        return Stream.of(links, files, paths).flatMap(s -> s).distinct().toList();
    }

    private boolean beginsHere(String path) {
        String first = path.startsWith("./") ? path.substring(2).split("/")[0] : path.split("/")[0];
        return path.startsWith("./") || Files.exists(repository.root().resolve(first));
    }

    /// Flags after `plumbline`, in code of either kind, that neither the command named there nor the root command has;
    /// and commands that are none.
    static List<String> unknownFlags(String markdown, CommandSpec root) {
        List<String> unknown = new ArrayList<>();
        Map<String, Set<String>> options = new HashMap<>();
        root.subcommands().forEach((name, command) -> options.put(name, command.getCommandSpec().optionsMap()
            .keySet()));
        code(markdown).flatMap(c -> CALL.matcher(c).results()).forEach(call -> {
            String[] words = call.group(1).trim().split(" +");
            boolean isCommand = words[0].matches("[a-z][a-z-]*");
            if (isCommand && !options.containsKey(words[0])) {
                unknown.add(words[0]);
            }
            FLAG.matcher(call.group(1)).results().map(MatchResult::group)
                .filter(f -> !root.optionsMap().containsKey(f)
                    && !options.getOrDefault(isCommand ? words[0] : "", Set.of()).contains(f))
                .forEach(f -> unknown.add((isCommand ? words[0] + " " : "") + f));
        });
        return unknown.stream().distinct().toList();
    }

    /// The text of code blocks, fenced or indented, and of backticks.
    private static Stream<String> code(String markdown) {
        List<String> found = new ArrayList<>();
        boolean fenced = false;
        for (String line : markdown.lines().toList()) {
            if (line.startsWith("```")) {
                fenced = !fenced;
            } else if (fenced || line.startsWith("    ")) {
                found.add(line);
            }
        }
        return Stream.concat(found.stream(), inBackticks(markdown));
    }

    private static Stream<String> inBackticks(String markdown) {
        List<String> found = new ArrayList<>();
        boolean fenced = false;
        for (String line : markdown.lines().toList()) {
            fenced ^= line.startsWith("```");
            Matcher code = CODE.matcher(line);
            while (!fenced && !line.startsWith("    ") && code.find()) {
                found.add(code.group(1));
            }
        }
        return found.stream();
    }
}
