package org.plumbline.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.plumbline.reports.Finding;
import org.plumbline.reports.FindingFolder;
import org.plumbline.targets.Variant;

/// Findings as users name them: folders, or all below a folder; and which stack of theirs is meant.
final class Findings {
    private Findings() {
    }

    /// All finding folders at or below `root`. Throws [BadInput] where there are none.
    static List<Path> below(Path root) {
        try {
            List<Path> found = Files.isDirectory(root) ? FindingFolder.below(root) : List.of();
            if (found.isEmpty()) {
                throw new BadInput(root + ": no finding in it or below it; name a folder that holds some");
            }
            return found;
        } catch (IOException e) {
            throw new BadInput(root + ": cannot be listed (" + CampaignFolder.reason(e) + "); name another folder");
        }
    }

    /// The finding as `target` alone, null for the one that it names, would have made it. Throws [BadInput] where it
    /// names several and none of them was asked for, or one that did not show it.
    static Finding on(Finding f, String target, Path folder) {
        if (target != null && target.contains("@")) {
            throw new BadInput("--target " + target + ": name it without a release; --releases says which to ask");
        }
        List<String> names = List.of(f.target().split(","));
        if (names.size() == 1) {
            return target == null || target.equals(f.target()) ? f
                : new Finding(f.schema(), f.signature(), f.kind(), target, "", f.guilty(), f.innocent(), f.output(),
                    f.seen(), f.admissible(), f.margin(), f.seed(), f.index(), f.triage());
        }
        if (target == null || !names.contains(target)) {
            throw new BadInput(folder + ": found on several stacks; say which with --target, one of "
                + String.join(", ", names));
        }
        if (local(f.guilty(), target).isEmpty()) {
            throw new BadInput(folder + ": not shown by " + target + "; name another of its stacks with --target");
        }
        return stack(f, target);
    }

    /// The finding as the stack at fault alone would have made it, where several stood side by side and one is.
    static Finding alone(Finding f) {
        List<String> guilty = f.guilty().stream().map(Variant::stack).distinct().toList();
        List<String> names = List.of(f.target().split(","));
        return names.size() > 1 && guilty.size() == 1 && names.contains(guilty.getFirst())
            ? stack(f, guilty.getFirst()) : f;
    }

    private static Finding stack(Finding f, String stack) {
        return new Finding(f.schema(), f.signature(), f.kind(), stack,
            f.version().split(",")[List.of(f.target().split(",")).indexOf(stack)], local(f.guilty(), stack),
            local(f.innocent(), stack), f.output(), f.seen(), f.admissible(), f.margin(), f.seed(), f.index(),
            f.triage());
    }

    private static List<String> local(List<String> variants, String stack) {
        return variants.stream().filter(v -> Variant.stack(v).equals(stack)).map(Variant::local).toList();
    }
}
