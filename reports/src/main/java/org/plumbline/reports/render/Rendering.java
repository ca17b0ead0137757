package org.plumbline.reports.render;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.plumbline.reports.Finding;
import org.plumbline.reports.Subject;
import org.plumbline.targets.registry.Export;
import org.plumbline.targets.registry.Targets;

/// Makes of a finding's folder one that can be mailed: `README.md` in the words of the accused project's issue
/// template, `repro.py` and `Repro.java`, which need that project's packages and nothing of ours, `graph.svg`, and
/// the model as that project reads it, where that is not ONNX.
public final class Rendering {
    private Rendering() {
    }

    /// Writes the files into a folder that [org.plumbline.reports.FindingFolder#write] made for the same finding,
    /// replacing those of earlier calls. Throws [IOException] when the disk refuses.
    public static void write(Path folder, Finding finding, Subject reduced) throws IOException {
        write(folder, Report.of(finding, reduced, export(finding, reduced), Machine.here()));
    }

    static void write(Path folder, Report report) throws IOException {
        if (report.model() instanceof Export.Translated translated) {
            Files.write(folder.resolve(translated.file()), translated.content());
        }
        Files.writeString(folder.resolve("README.md"), IssueTemplate.of(report.stack()).text(report));
        Files.writeString(folder.resolve("repro.py"), new PythonScript(report).text());
        Files.writeString(folder.resolve("Repro.java"), new JavaProgram(report).text());
        Files.writeString(folder.resolve("graph.svg"), GraphPicture.of(report));
    }

    /// As the accused stack's module translates the model; as it is where that module is not in the class path.
    private static Export export(Finding finding, Subject reduced) {
        String family = Stack.target(finding).replaceFirst(":.*", "");
        return Targets.installed().kinds().stream().filter(k -> k.family().equals(family)).findFirst()
            .map(k -> k.export(reduced.model())).orElseGet(Export.AsIs::new);
    }
}
