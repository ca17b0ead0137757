package org.plumbline.campaign.engine;

import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Kind;
import org.plumbline.oracles.Verdict;

/// A number for a case and what was said of it, so that two campaigns can be compared by one number: the sum over
/// their cases. FNV-1a, 64 bits, with a final mix, since the numbers are added up.
final class Digest {
    private Digest() {
    }

    static long of(long index, String recipe, Verdict verdict) {
        long hash = 0xcbf29ce484222325L ^ index;
        hash = fnv(hash, recipe);
        hash = fnv(hash, text(verdict));
        hash = (hash ^ hash >>> 32) * 0xd6e8feb86659fd93L;
        return hash ^ hash >>> 32;
    }

    /// What is the same in every run: of deaths and of results that change by themselves, the kind alone.
    private static String text(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Disagrees(Evidence e) when e.kind() == Kind.CRASH || e.kind() == Kind.HANG
                || e.kind() == Kind.NONDETERMINISTIC -> e.kind().label() + e.guilty();
            case Verdict.Disagrees(Evidence e) -> e.toString();
            case Verdict.Agrees _,Verdict.Undecided _,Verdict.Invalid _ -> verdict.toString();
        };
    }

    private static long fnv(long hash, String text) {
        long h = hash;
        for (int i = 0; i < text.length(); i++) {
            h = (h ^ text.charAt(i)) * 0x100000001b3L;
        }
        return h;
    }
}
