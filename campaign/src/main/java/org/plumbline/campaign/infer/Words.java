package org.plumbline.campaign.infer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Names that an operator or an attribute may have: candidates, to be asked about. Nearly all of them are wrong.
public record Words(SortedSet<String> operators, SortedSet<String> attributes) {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9]{3,100}");
    private static final Pattern ALONE = Pattern.compile("(?<=\0)[a-z][A-Za-z0-9_]{1,49}(?=\0)");
    private static final Pattern COMPOUND =
        Pattern.compile("(?<![A-Za-z0-9_])[a-z][a-z0-9]*_[a-z0-9_]{1,40}(?![A-Za-z0-9_]|[./]\\w)");
    private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9_ \n.,;:()'\"`-]{8,}");
    private static final Pattern PROSE = Pattern.compile("[A-Za-z]{2,} [a-z]+ [a-z]+ ");
    private static final Pattern SHORT = Pattern.compile("\\b[a-z]{3,15}\\b");
    private static final Pattern SINGLE = Pattern.compile("\\b[A-Za-z]\\b");
    private static final int LONGEST = 50;

    public Words {
        operators = Collections.unmodifiableSortedSet(new TreeSet<>(operators));
        attributes = Collections.unmodifiableSortedSet(new TreeSet<>(attributes));
    }

    /// The identifiers in a file's texts. A name need not stand alone in a native library: linkers let a text be the
    /// tail of a longer one, and compilers put short ones into instructions, so that only prose about them is left.
    public static Words in(Path library) throws IOException {
        String text = Files.readString(library, StandardCharsets.ISO_8859_1);
        SortedSet<String> operators = new TreeSet<>();
        IDENTIFIER.matcher(text).results().forEach(m -> addTails(m.group(), operators));
        SortedSet<String> attributes = new TreeSet<>();
        ALONE.matcher(text).results().forEach(m -> attributes.add(m.group()));
        COMPOUND.matcher(text).results().forEach(m -> attributes.add(m.group()));
        TEXT.matcher(text).results().map(m -> m.group()).filter(t -> PROSE.matcher(t).find()).forEach(t -> {
            SHORT.matcher(t).results().forEach(m -> attributes.add(m.group()));
            SINGLE.matcher(t).results().forEach(m -> attributes.add(m.group()));
        });
        return new Words(operators, attributes);
    }

    /// From each capital letter on.
    private static void addTails(String word, Set<String> tails) {
        for (int i = 0; i < word.length() - 2; i++) {
            if (Character.isUpperCase(word.charAt(i)) && word.length() - i <= LONGEST
                && word.substring(i).chars().anyMatch(Character::isLowerCase)) {
                tails.add(word.substring(i));
            }
        }
    }

    /// With further names.
    public Words and(Set<String> moreOperators, Set<String> moreAttributes) {
        SortedSet<String> o = new TreeSet<>(operators);
        o.addAll(moreOperators);
        SortedSet<String> a = new TreeSet<>(attributes);
        a.addAll(moreAttributes);
        return new Words(o, a);
    }
}
