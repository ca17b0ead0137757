package org.plumbline.generator.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.plumbline.graph.DType;

/// What a refusal gives away: the numbers and lists of numbers in it, and the type that an output has. `kind` is the
/// message without its numbers: another kind of message is another problem.
record Hints(String kind, List<Long> numbers, List<List<Long>> lists, Optional<Output> output) {
    private static final int LONGEST = 200;
    private static final int LARGEST = 4096;
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])\\d{1,5}(?![\\w.]*\\w)");
    private static final Pattern LIST = Pattern.compile(
        "[\\[({] *\\d+(?:\\*\\d+)?(?: *, *\\d+(?:\\*\\d+)?)* *,? *[])}]");
    private static final Pattern OUTPUT = Pattern.compile(
        "output arg \\(y(\\d+)\\).* expected type \\(tensor\\((\\w+)\\)\\)");

    static final Hints NONE = new Hints("", List.of(), List.of(), Optional.empty());

    /// Output `index` is of another type than it was said to be.
    record Output(int index, DType type) {
    }

    static Hints of(String message) {
        List<List<Long>> lists = new ArrayList<>();
        LIST.matcher(message).results().map(MatchResult::group).forEach(l -> lists.add(list(l)));
        List<Long> numbers = NUMBER.matcher(message).results().map(r -> Long.valueOf(r.group())).filter(n -> n
            <= LARGEST).distinct().toList();
        Matcher out = OUTPUT.matcher(message);
        Optional<Output> output = out.find() ? DType.ofName(out.group(2)).map(t -> new Output(Integer.parseInt(out
            .group(1)), t)) : Optional.empty();
        String kind = NUMBER.matcher(message).replaceAll("#").replaceAll("[#, *]*#", "#");
        return new Hints(kind.substring(0, Math.min(LONGEST, kind.length())), numbers, lists, output);
    }

    private static List<Long> list(String text) {
        return Arrays.stream(text.substring(1, text.length() - 1).split(",")).map(String::strip).filter(e -> !e
            .isEmpty()).map(e -> Stream.of(e.split("\\*")).mapToLong(Long::parseLong).reduce(1, (a, b) -> a * b))
            .toList();
    }
}
