package org.plumbline.house;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.PatternCaseLabelTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/// Java sources as the compiler understands them: parsed and attributed, not compiled.
final class Sources {
    private final List<CompilationUnitTree> units = new ArrayList<>();
    private final Trees trees;
    private final JavacTask task;

    private Sources(JavacTask task) {
        this.task = task;
        this.trees = Trees.instance(task);
    }

    /// Reads `files` against this test's class path. Throws [IllegalStateException] when they do not compile.
    static Sources of(Collection<Path> files) {
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        var compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options =
            List.of("-proc:none", "-implicit:none", "-nowarn", "-cp", System.getProperty("java.class.path"));
        try (var manager = compiler.getStandardFileManager(problems, Locale.ROOT, null)) {
            JavacTask task = (JavacTask) compiler.getTask(null, manager, problems, options, null,
                manager.getJavaFileObjectsFromPaths(files));
            Sources sources = new Sources(task);
            task.parse().forEach(sources.units::add);
            task.analyze();
            problems.getDiagnostics().stream().filter(d -> d.getKind() == Diagnostic.Kind.ERROR).forEach(d -> {
                throw new IllegalStateException(d.toString());
            });
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// `file:line` of each `switch` over a sealed type of ours that would swallow a new member: by `default`, or by a
    /// pattern that every value matches.
    List<String> catchAllsOverSealedTypes() {
        List<String> found = new ArrayList<>();
        for (CompilationUnitTree unit : units) {
            new TreePathScanner<Void, Void>() {
                @Override
                public Void visitSwitch(SwitchTree tree, Void nothing) {
                    check(tree.getExpression(), tree.getCases());
                    return super.visitSwitch(tree, nothing);
                }

                @Override
                public Void visitSwitchExpression(SwitchExpressionTree tree, Void nothing) {
                    check(tree.getExpression(), tree.getCases());
                    return super.visitSwitchExpression(tree, nothing);
                }

                private void check(ExpressionTree selector, List<? extends CaseTree> cases) {
                    TypeMirror type = trees.getTypeMirror(new TreePath(getCurrentPath(), selector));
                    if (isSealedAndOurs(type)) {
                        cases.stream().filter(c -> catchesAll(c, type))
                            .forEach(c -> found.add(at(unit, c) + " over " + type));
                    }
                }

                private boolean catchesAll(CaseTree arm, TypeMirror selector) {
                    return arm.getLabels().stream().anyMatch(label -> label instanceof DefaultCaseLabelTree
                        || label instanceof PatternCaseLabelTree p && arm.getGuard() == null && p.getPattern()
                            .getKind() == Tree.Kind.BINDING_PATTERN && isTotal(p, selector));
                }

                private boolean isTotal(PatternCaseLabelTree label, TypeMirror selector) {
                    TreePath path = new TreePath(new TreePath(getCurrentPath(), label), label.getPattern());
                    TypeMirror pattern = trees.getTypeMirror(path);
                    return pattern != null && task.getTypes().isSubtype(task.getTypes().erasure(selector),
                        task.getTypes().erasure(pattern));
                }
            }.scan(unit, null);
        }
        return found;
    }

    private static boolean isSealedAndOurs(TypeMirror type) {
        return switch (type) {
            case DeclaredType t -> t.asElement().getModifiers().contains(Modifier.SEALED)
                && t.asElement().getKind() != ElementKind.ENUM && t.toString().startsWith("org.plumbline.");
            case TypeVariable t -> isSealedAndOurs(t.getUpperBound());
            case IntersectionType t -> t.getBounds().stream().anyMatch(Sources::isSealedAndOurs);
            case null, default -> false;
        };
    }

    /// `file:line` of each public top-level type without a `///` comment.
    List<String> publicTypesWithoutDocs() {
        List<String> found = new ArrayList<>();
        for (CompilationUnitTree unit : units) {
            for (Tree type : unit.getTypeDecls()) {
                Element element = trees.getElement(new TreePath(new TreePath(unit), type));
                if (type instanceof ClassTree && element.getModifiers().contains(Modifier.PUBLIC)
                    && task.getElements().getDocCommentKind(element) != Elements.DocCommentKind.END_OF_LINE) {
                    found.add(at(unit, type) + " " + element);
                }
            }
        }
        return found;
    }

    private String at(CompilationUnitTree unit, Tree tree) {
        long position = trees.getSourcePositions().getStartPosition(unit, tree);
        return Path.of(unit.getSourceFile().toUri()).getFileName() + ":" + unit.getLineMap().getLineNumber(position);
    }
}
