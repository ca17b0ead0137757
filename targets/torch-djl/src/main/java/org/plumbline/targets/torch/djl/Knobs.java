package org.plumbline.targets.torch.djl;

import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.LibUtils;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Settings of PyTorch that hold for the whole process. Python reaches them under `torch._C` and `torch.backends`; DJL
/// has only the first, so the others are called by their C++ names, and a release that lacks a name lacks the setting.
final class Knobs {
    private static final String CONTEXT = "_ZN2at13globalContextEv";
    private static final String ONE_DNN = "_ZN2at7Context20setUserEnabledMkldnnEb";
    private static final String EXECUTOR = "_ZN5torch3jit15getExecutorModeEv";
    private static final String PROFILING = "_ZN5torch3jit16getProfilingModeEv";

    private final Linker linker = Linker.nativeLinker();
    private final SymbolLookup torch =
        SymbolLookup.libraryLookup(Path.of(LibUtils.getLibtorchPath(), "libtorch_cpu.so"), Arena.global());
    private final Optional<MethodHandle> oneDnn = torch.find(ONE_DNN).map(f -> linker.downcallHandle(f,
        FunctionDescriptor.ofVoid(ValueLayout.ADDRESS, ValueLayout.JAVA_BOOLEAN)));
    private final Optional<MemorySegment> context = called(CONTEXT);
    private final Optional<MemorySegment> executor = called(EXECUTOR);
    private final Optional<MemorySegment> profiling = called(PROFILING);

    /// What a function without arguments returns: the address of something that lives as long as the process.
    private Optional<MemorySegment> called(String name) {
        return torch.find(name).map(f -> {
            try {
                return ((MemorySegment) linker.downcallHandle(f, FunctionDescriptor.of(ValueLayout.ADDRESS))
                    .invokeExact()).reinterpret(1);
            } catch (Throwable e) {
                throw new IllegalStateException(name + " cannot be called", e);
            }
        });
    }

    /// Whether this release has every setting that the mode asks for.
    boolean offers(Mode mode) {
        return mode.executor() == Mode.Executor.PROFILING && mode.oneDnn()
            || List.of(oneDnn, context, executor, profiling).stream().allMatch(Optional::isPresent);
    }

    /// Sets everything as `mode` says, for modules that are loaded and run from now on.
    void set(Mode mode) {
        JniUtils.setGraphExecutorOptimize(mode.optimizes());
        executor.ifPresent(flag -> flag.set(ValueLayout.JAVA_BYTE, 0,
            (byte) (mode.executor() == Mode.Executor.LEGACY ? 0 : 1)));
        profiling.ifPresent(flag -> flag.set(ValueLayout.JAVA_BYTE, 0,
            (byte) (mode.executor() == Mode.Executor.PROFILING ? 1 : 0)));
        if (oneDnn.isPresent() && context.isPresent()) {
            try {
                oneDnn.get().invokeExact(context.get(), mode.oneDnn());
            } catch (Throwable e) {
                throw new IllegalStateException(ONE_DNN + " cannot be called", e);
            }
        }
    }
}
