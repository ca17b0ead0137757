package org.plumbline.campaign.guided;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The way to the libFuzzer that Jazzer brings. Jazzer has no public call that takes our own mutator, so this uses what
/// Jazzer itself uses, pinned at the release in the build: the native method [#START] of [#NATIVES], which lives in the
/// archive [#BOOTSTRAP] and wants to be loaded by the bootstrap loader; and four static methods of the class handed over,
/// see [Callbacks]. Nothing is instrumented and none of Jazzer's sanitizers is loaded.
///
/// Should a release of Jazzer move these, `LibFuzzerTest` fails; the way on is a `@FuzzTest` whose parameter is a list of
/// edits: slower to find things, public and documented.
public final class LibFuzzer {
    /// The release whose internals these are.
    public static final String RELEASE = "0.30.0";
    static final String BOOTSTRAP = "/com/code_intelligence/jazzer/runtime/jazzer_bootstrap.jar";
    static final String NATIVES = "com.code_intelligence.jazzer.runtime.FuzzTargetRunnerNatives";
    static final String START = "startLibFuzzer";
    static final String DRIVER = "libjazzer_driver";
    static final MethodType SIGNATURE =
        MethodType.methodType(int.class, byte[][].class, Class.class, boolean.class);

    /// What a callback returns so that libFuzzer goes on, or comes back from [#start].
    static final int GO_ON = 0;
    static final int COME_BACK = -2;

    private LibFuzzer() {
    }

    /// Why libFuzzer cannot run here; empty where it can.
    public static Optional<String> hindrance() {
        String os = System.getProperty("os.name");
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        if (!os.equals("Linux") || !machine.equals("amd64")) {
            return Optional.of("it needs Linux on x86-64, not " + os + " on " + machine);
        }
        return LibFuzzer.class.getResource(BOOTSTRAP) == null
            ? Optional.of("Jazzer " + RELEASE + " is not in the class path") : Optional.empty();
    }

    /// Writes the archive that a process with libFuzzer needs behind `-Xbootclasspath/a:`. Throws [IOException] when the
    /// disk refuses.
    public static void unpack(Path archive) throws IOException {
        try (InputStream in = LibFuzzer.class.getResourceAsStream(BOOTSTRAP)) {
            if (in == null) {
                throw new IOException("Jazzer " + RELEASE + " is not in the class path");
            }
            Files.copy(in, archive, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Loads libFuzzer into this process, which was started with the archive. Throws [IllegalStateException] where
    /// Jazzer's internals are not those of [#RELEASE].
    static MethodHandle load() {
        try {
            return MethodHandles.publicLookup().findStatic(Class.forName(NATIVES, true, null), START, SIGNATURE);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalStateException("Jazzer's internals are not those of " + RELEASE + " (" + e
                + "); pin that release, or run without --guided", e);
        }
    }

    /// Hands the thread to libFuzzer, which calls the static methods of `callbacks` until one of them tells it to
    /// [#COME_BACK]. Returns its exit code.
    static int start(MethodHandle natives, List<String> arguments, Class<?> callbacks) {
        byte[][] raw = arguments.stream().map(a -> a.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
        try {
            return (int) natives.invokeExact(raw, callbacks, true);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
