package org.plumbline.campaign.guided;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The internals of Jazzer that guided campaigns rest on.
class LibFuzzerTest {
    private static final String MOVED = "Jazzer's internals are not those of " + LibFuzzer.RELEASE
        + ": pin that release again in pom.xml, or let libFuzzer in by a @FuzzTest with a list of edits as its parameter"
        + " (slower to find things, but public); see LibFuzzer";
    private static final String RUNNER = "com.code_intelligence.jazzer.driver.FuzzTargetRunner";

    @TempDir
    Path folder;
    private Path archive;

    @BeforeEach
    void unpacks() throws IOException {
        archive = folder.resolve("bootstrap.jar");
        LibFuzzer.unpack(archive);
    }

    private Class<?> internal(String name) throws IOException, ClassNotFoundException {
        URLClassLoader loader = new URLClassLoader(new URL[] {archive.toUri().toURL()}, LibFuzzer.class
            .getClassLoader());
        return Class.forName(name, false, loader);
    }

    @Test
    void nativesStartLibFuzzerWithAClassOfOurs() throws Exception {
        Method start = internal(LibFuzzer.NATIVES).getMethod(LibFuzzer.START, LibFuzzer.SIGNATURE.parameterArray());
        assertThat(start.getReturnType()).as(MOVED).isEqualTo(LibFuzzer.SIGNATURE.returnType());
        assertThat(Modifier.isStatic(start.getModifiers()) && Modifier.isNative(start.getModifiers())).as(MOVED)
            .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"runOne", "mutateOne", "crossOver", "dumpAllStackTraces"})
    void callbacksHaveTheShapeOfJazzersOwn(String name) throws Exception {
        Method ours = Arrays.stream(Callbacks.class.getDeclaredMethods()).filter(m -> m.getName().equals(name))
            .findFirst()
            .orElseThrow();
        List<Method> own = Arrays.stream(internal(RUNNER).getDeclaredMethods()).filter(m -> m.getName().equals(name)
            && Arrays.equals(m.getParameterTypes(), ours.getParameterTypes())).toList();
        assertThat(own).as(MOVED).singleElement().satisfies(
            m -> assertThat(m.getReturnType()).isEqualTo(ours.getReturnType()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"__sanitizer_cov_8bit_counters_init", "__sanitizer_cov_pcs_init", "LLVMFuzzerCustomMutator",
        "LLVMFuzzerCustomCrossOver"})
    void theDriverExportsWhatIsCalled(String symbol) throws IOException {
        try (InputStream driver = LibFuzzer.class.getResourceAsStream(
            "/com/code_intelligence/jazzer/driver/jazzer_driver_linux_x86_64/" + LibFuzzer.DRIVER + ".so")) {
            assertThat(driver).as(MOVED).isNotNull();
            assertThat(new String(driver.readAllBytes(), StandardCharsets.ISO_8859_1)).as(MOVED).contains(symbol
                + "\0");
        }
    }
}
