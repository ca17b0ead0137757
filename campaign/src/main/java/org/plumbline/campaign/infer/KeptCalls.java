package org.plumbline.campaign.infer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.plumbline.campaign.engine.Diagnoses;
import org.plumbline.campaign.engine.FindingStore;
import org.plumbline.oracles.Evidence;
import org.plumbline.reports.Finding;
import org.plumbline.reports.Signature;
import org.plumbline.reports.Subject;
import org.plumbline.targets.worker.Executor;

/// Keeps calls at which a target died or hung as findings that `plumbline replay` runs again: at most three of a
/// signature, each as soon as it is met. One thread's.
public final class KeptCalls implements Keeper {
    private static final String NO_RECIPE = "";

    private final FindingStore store;
    private final Executor executor;
    private final long seed;
    private long kept;

    /// In folders below `folder`; `seed` is what the calls were drawn from.
    public KeptCalls(Path folder, Executor executor, long seed) {
        this.store = new FindingStore(folder, Diagnoses.NONE);
        this.executor = executor;
        this.seed = seed;
    }

    /// Throws [UncheckedIOException] when the disk refuses.
    @Override
    public void keep(Subject call, Evidence evidence) {
        String signature = Signature.of(evidence, call);
        try {
            store.keep(Finding.of(signature, evidence, executor.target(), executor.version(), seed, kept++), Optional
                .empty(), call, call, NO_RECIPE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
