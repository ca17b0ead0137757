package org.plumbline.targets.planted.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.targets.planted.call.Kernel;
import org.plumbline.targets.planted.call.Op;
import org.plumbline.targets.planted.call.Value;
import org.plumbline.targets.planted.numeric.Floats;

/// Einsum by its definition: for every output element, the sum over all other labels of the product of the operands.
final class Einsums {
    private Einsums() {
    }

    static Map<String, Kernel> all() {
        return Map.of("Einsum", Einsums::einsum);
    }

    private static List<Value> einsum(Op op) {
        String[] sides = op.text("equation", "").replace(" ", "").split("->", -1);
        String[] terms = sides[0].split(",", -1);
        int widest = 0;
        for (int i = 0; i < terms.length; i++) {
            widest = Math.max(widest, terms[i].contains("...") ? op.shape(i).rank() - terms[i].length() + 3 : 0);
        }
        List<String> labels = new ArrayList<>();
        Map<Character, Long> sizes = new TreeMap<>();
        for (int i = 0; i < terms.length; i++) {
            int hidden = op.shape(i).rank() - terms[i].replace("...", "").length();
            String expanded = terms[i].replace("...", digits(hidden));
            labels.add(expanded);
            for (int d = 0; d < expanded.length(); d++) {
                sizes.merge(expanded.charAt(d), op.shape(i).dim(d), (a, b) -> a == 1 ? b : a);
            }
        }
        String out = sides.length > 1 ? sides[1].replace("...", digits(widest)) : implicit(labels, widest);
        StringBuilder rest = new StringBuilder();
        sizes.keySet().stream().filter(c -> out.indexOf(c) < 0).forEach(rest::append);
        return List.of(contract(op, labels, out, rest.toString(), sizes));
    }

    /// Labels for the dimensions behind an ellipsis, numbered from the back.
    private static String digits(int hidden) {
        StringBuilder s = new StringBuilder();
        for (int i = hidden; i > 0; i--) {
            s.append((char) ('0' + i));
        }
        return s.toString();
    }

    private static String implicit(List<String> labels, int widest) {
        String all = String.join("", labels);
        StringBuilder s = new StringBuilder(digits(widest));
        all.chars().sorted().filter(c -> Character.isLetter(c) && all.indexOf(c) == all.lastIndexOf(c))
            .forEach(c -> s.append((char) c));
        return s.toString();
    }

    private static Shape shape(String labels, Map<Character, Long> sizes) {
        return Shape.of(labels.chars().mapToLong(c -> sizes.get((char) c)).toArray());
    }

    private static int[] index(Shape operand, String term, String labels, Map<Character, Long> sizes) {
        int[] own = operand.strides();
        int[] strides = new int[labels.length()];
        for (int d = 0; d < term.length(); d++) {
            int at = labels.indexOf(term.charAt(d));
            if (at >= 0 && operand.dim(d) != 1) {
                strides[at] += own[d];
            }
        }
        return shape(labels, sizes).index(0, strides);
    }

    private static Value contract(Op op, List<String> labels, String out, String rest, Map<Character, Long> sizes) {
        DType t = op.dtype(0);
        int n = labels.size();
        int[][] outer = new int[n][];
        int[][] inner = new int[n][];
        for (int k = 0; k < n; k++) {
            outer[k] = index(op.shape(k), labels.get(k), out, sizes);
            inner[k] = index(op.shape(k), labels.get(k), rest, sizes);
        }
        int terms = shape(rest, sizes).size();
        if (t.isReal()) {
            double[][] x = new double[n][];
            for (int k = 0; k < n; k++) {
                x[k] = op.doubles(k);
            }
            Floats m = op.floats(t);
            return Value.of(t, shape(out, sizes), i -> {
                double[] left = new double[terms];
                double[] right = new double[terms];
                for (int s = 0; s < terms; s++) {
                    left[s] = x[0][outer[0][i] + inner[0][s]];
                    for (int k = 1; k < n - 1; k++) {
                        left[s] = m.mul(left[s], x[k][outer[k][i] + inner[k][s]]);
                    }
                    right[s] = n == 1 ? 1 : x[n - 1][outer[n - 1][i] + inner[n - 1][s]];
                }
                return m.dot(left, right);
            });
        }
        long[][] x = new long[n][];
        for (int k = 0; k < n; k++) {
            x[k] = op.longs(k);
        }
        return Value.ofLongs(t, shape(out, sizes), i -> {
            long sum = 0;
            for (int s = 0; s < terms; s++) {
                long p = 1;
                for (int k = 0; k < n; k++) {
                    p *= x[k][outer[k][i] + inner[k][s]];
                }
                sum += p;
            }
            return sum;
        });
    }
}
