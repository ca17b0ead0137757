package org.plumbline.targets.torch.djl;

import ai.djl.engine.Engine;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.plumbline.graph.DType;
import org.plumbline.targets.Outcome.Refused;
import org.plumbline.targets.Outcome.Stage;
import org.plumbline.targets.Source;
import org.plumbline.targets.Target;
import org.plumbline.targets.Variant;
import org.plumbline.targets.torch.djl.lowering.Lowered;
import org.plumbline.targets.torch.djl.lowering.Lowerer;

/// PyTorch's TorchScript executor on the CPU, through DJL. Loads native code: only for worker processes.
public final class TorchTarget implements Target {
    /// The target's name.
    public static final String NAME = "torch-djl";

    private static final String ENGINE = "PyTorch";
    private static final Set<DType> FEEDS = Set.of(DType.FLOAT, DType.DOUBLE, DType.FLOAT16, DType.BFLOAT16,
        DType.INT8, DType.INT16, DType.INT32, DType.INT64, DType.UINT8, DType.UINT16, DType.UINT32, DType.UINT64,
        DType.BOOL);

    private final Engine engine = Engine.getEngine(ENGINE);
    private final Knobs knobs = new Knobs();
    private final PtNDManager root = (PtNDManager) engine.newBaseManager();
    private Source lately;
    private Lowered lowered;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String version() {
        return engine.getVersion();
    }

    @Override
    public List<Variant> variants() {
        return Mode.VARIANTS.stream().filter(v -> knobs.offers(Mode.of(v))).toList();
    }

    @Override
    public Set<DType> feeds() {
        return FEEDS;
    }

    /// Lowers a source once, for however many variants.
    @Override
    public Compilation compile(Source source, Variant variant) {
        if (source != lately) {
            try {
                lowered = Lowerer.lower(source.model());
            } catch (IllegalArgumentException e) {
                return new Declined(new Refused(Stage.COMPILE, false, e.getMessage()));
            }
            lately = source;
        }
        return switch (lowered) {
            case Lowered.Not(String what) -> new Declined(new Refused(Stage.COMPILE, true, NAME + ": " + what));
            case Lowered.Module module -> load(module, Mode.of(variant));
        };
    }

    private Compilation load(Lowered.Module module, Mode mode) {
        PtNDManager manager = (PtNDManager) root.newSubManager();
        knobs.set(mode);
        try {
            PtSymbolBlock block =
                JniUtils.loadModule(manager, new ByteArrayInputStream(module.archive()), false, false);
            return new Compiled(new TorchProgram(manager, block, module, knobs, mode));
        } catch (RuntimeException e) {
            manager.close();
            return new Declined(Refusals.of(Stage.COMPILE, e));
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot be read", e);
        }
    }
}
