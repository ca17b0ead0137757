package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plumbline.graph.Shape;
import org.plumbline.graph.operator.Call;

/// An Einsum equation fitted to its operands' shapes: every label (letters, and one per dimension behind an ellipsis)
/// has a size, the output's labels come first, the summed ones after.
record Equation(Shape shape, Shape summed, List<int[]> outStrides, List<int[]> sumStrides) {

    /// Fits the equation; breaks the call when it is malformed or does not fit. Every ellipsis represents the same number
    /// of dimensions, as the specification has it.
    static Equation of(String text, List<Shape> operands) {
        String bare = text.replace(" ", "");
        int arrow = bare.indexOf("->");
        String[] terms = (arrow < 0 ? bare : bare.substring(0, arrow)).split(",", -1);
        Call.require(terms.length == operands.size(),
            "equation " + text + " does not have " + operands.size() + " terms");
        List<List<String>> labels = new ArrayList<>();
        int widest = -1;
        for (int i = 0; i < terms.length; i++) {
            int hidden = hidden(terms[i], operands.get(i).rank(), text);
            if (terms[i].contains("...")) {
                Call.require(widest < 0 || widest == hidden, "the ellipses of equation " + text
                    + " represent different numbers of dimensions");
                widest = hidden;
            }
            labels.add(labels(terms[i], hidden, text));
        }
        Map<String, Long> sizes = sizes(labels, operands, text);
        widest = Math.max(0, widest);
        List<String> out = arrow < 0 ? implicit(labels, widest) : labels(bare.substring(arrow + 2), widest, text);
        if (arrow >= 0 && !bare.substring(arrow).contains("...")) {
            out = labels(bare.substring(arrow + 2), 0, text);
        }
        Call.require(out.stream().distinct().count() == out.size() && sizes.keySet().containsAll(out),
            "equation " + text + " repeats an output label or has an unknown one");
        List<String> summed = new ArrayList<>(sizes.keySet());
        summed.removeAll(out);
        List<int[]> outStrides = new ArrayList<>();
        List<int[]> sumStrides = new ArrayList<>();
        for (int i = 0; i < terms.length; i++) {
            outStrides.add(strides(labels.get(i), operands.get(i), out));
            sumStrides.add(strides(labels.get(i), operands.get(i), summed));
        }
        return new Equation(shape(out, sizes), shape(summed, sizes), outStrides, sumStrides);
    }

    /// How many dimensions the term's ellipsis stands for.
    private static int hidden(String term, int rank, String text) {
        int letters = term.replace("...", "").length();
        int hidden = rank - letters;
        Call.require(term.contains("...") ? hidden >= 0 : hidden == 0,
            "term " + term + " of equation " + text + " does not fit rank " + rank);
        return hidden;
    }

    /// The labels of a term; those behind the ellipsis are numbered from the back, so that they broadcast.
    private static List<String> labels(String term, int hidden, String text) {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < term.length(); i++) {
            if (term.startsWith("...", i)) {
                for (int h = hidden; h > 0; h--) {
                    labels.add("." + h);
                }
                i += 2;
            } else {
                Call.require(Character.isLetter(term.charAt(i)), "equation " + text + " is malformed");
                labels.add(term.substring(i, i + 1));
            }
        }
        return labels;
    }

    private static Map<String, Long> sizes(List<List<String>> labels, List<Shape> operands, String text) {
        Map<String, Long> sizes = new TreeMap<>();
        for (int i = 0; i < labels.size(); i++) {
            for (int d = 0; d < labels.get(i).size(); d++) {
                String label = labels.get(i).get(d);
                long dim = operands.get(i).dim(d);
                long known = sizes.getOrDefault(label, 1L);
                Call.require(known == 1 || dim == 1 || known == dim,
                    "label " + label + " of equation " + text + " has sizes " + known + " and " + dim);
                sizes.put(label, known == 1 ? dim : known);
            }
        }
        return sizes;
    }

    /// Without an arrow: the ellipsis, then the letters that appear once, in alphabetical order.
    private static List<String> implicit(List<List<String>> labels, int widest) {
        Map<String, Integer> seen = new TreeMap<>();
        labels.forEach(term -> term.forEach(l -> seen.merge(l, 1, Integer::sum)));
        List<String> out = new ArrayList<>();
        for (int h = widest; h > 0; h--) {
            out.add("." + h);
        }
        seen.forEach((label, times) -> {
            if (times == 1 && !label.startsWith(".")) {
                out.add(label);
            }
        });
        return out;
    }

    private static int[] strides(List<String> term, Shape operand, List<String> labels) {
        int[] strides = new int[labels.size()];
        int[] own = operand.strides();
        for (int d = 0; d < term.size(); d++) {
            int at = labels.indexOf(term.get(d));
            if (at >= 0 && operand.dim(d) != 1) {
                strides[at] += own[d];
            }
        }
        return strides;
    }

    private static Shape shape(List<String> labels, Map<String, Long> sizes) {
        return Shape.of(labels.stream().map(sizes::get).toList());
    }
}
