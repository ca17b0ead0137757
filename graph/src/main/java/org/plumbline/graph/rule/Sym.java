package org.plumbline.graph.rule;

/// An integer unknown of a partial operator: a dimension, an integer attribute or an element of a constant integer
/// input. `index` is its place in an assignment; `lo` and `hi` are the inclusive range worth trying.
public record Sym(int index, String name, Role role, long lo, long hi) implements Expr {
    public enum Role {
        DIMENSION, ATTRIBUTE, VALUE
    }

    @Override
    public String toString() {
        return name;
    }
}
