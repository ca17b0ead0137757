package org.plumbline.targets.planted.faults;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.plumbline.graph.Model;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.planted.call.Kernel;
import org.plumbline.targets.planted.call.Op;
import org.plumbline.targets.planted.call.Value;

/// One deliberate bug: its name after `planted:`, what is wrong in one line, and where it hooks in.
public record Fault(String name, String description, Hook hook) {

    /// Where a fault hooks in.
    public sealed interface Hook {
    }

    /// Kernels of the named operators go through `kernel`, in every variant or in all but the plain one.
    public record InKernel(Set<String> operators, boolean plainToo, Flawed kernel) implements Hook {
        public InKernel {
            operators = Set.copyOf(operators);
        }
    }

    /// A rewrite of the graph as an optimiser makes it: in all variants but the plain one.
    public record InRewrite(UnaryOperator<Model> rewrite) implements Hook {
    }

    /// Models that are refused, with the message; in every variant or in all but the plain one.
    public record InCompile(boolean plainToo, Function<Model, Optional<String>> refusal) implements Hook {
    }

    /// What becomes of the `run`-th result (from 0) of one program.
    public record InRun(Spoiled spoiled) implements Hook {
    }

    /// Models that end or block the process: for worker processes only; in all variants but the plain one.
    public record Deadly(Predicate<Model> when, Runnable way) implements Hook {
    }

    /// A kernel around the honest one.
    @FunctionalInterface
    public interface Flawed {
        List<Value> run(Op op, Kernel honest);
    }

    /// A result spoiled.
    @FunctionalInterface
    public interface Spoiled {
        Outcome.Values of(Outcome.Values honest, int run);
    }

    /// Whether the process may die of it.
    public boolean isDeadly() {
        return hook instanceof Deadly;
    }

    /// Whether it spoils results whatever the model, so that hardly any other fault shows beside it.
    public boolean isEverywhere() {
        return name.equals("nondeterministic");
    }

    /// A fault in the kernels of some operators, in every variant: only a reference can tell.
    public static Fault everywhere(String name, String description, Set<String> operators, Flawed kernel) {
        return new Fault(name, description, new InKernel(operators, true, kernel));
    }

    /// A fault in the optimised kernels of some operators.
    public static Fault optimised(String name, String description, Set<String> operators, Flawed kernel) {
        return new Fault(name, description, new InKernel(operators, false, kernel));
    }
}
