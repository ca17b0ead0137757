package org.plumbline.targets.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.targets.Outcome;

class CrashReportTest {
    @TempDir
    Path directory;

    private Outcome.Crashed read(int exit, String fatal, String errors) throws IOException {
        Path hsErr = directory.resolve("hs_err.log");
        if (!fatal.isEmpty()) {
            Files.writeString(hsErr, fatal);
        }
        return CrashReport.read(exit, hsErr, Files.writeString(directory.resolve("w.stderr"), errors));
    }

    @Test
    void signalAndNativeFramesComeFromTheErrorFile() throws Exception {
        assertThat(read(134, """
            # A fatal error has been detected by the Java Runtime Environment:
            #
            #  SIGFPE (0x8) at pc=0x00007f1, pid=7, tid=8
            #
            # Problematic frame:
            # C  [libx.so+0x6fbe25]  inner(int)+0x5
            #
            Native frames: (J=compiled Java code, j=interpreted, Vv=VM code, C=native code)
            C  [libx.so+0x6fbe25]  inner(int)+0x5
            C  [libx.so+0x6fbe99]  outer(std::string const&)+0x99
            j  ai.onnxruntime.OrtSession.run+0
            V  [libjvm.so+0x5]  JavaCalls::call_helper+0x1

            C  [not.so+0x1]
            """, "")).isEqualTo(new Outcome.Crashed("SIGFPE", List.of("[libx.so+0x6fbe25]  inner(int)+0x5",
            "[libx.so+0x6fbe99]  outer(std::string const&)+0x99",
            "[libjvm.so+0x5]  JavaCalls::call_helper+0x1")));
    }

    @Test
    void theProblematicFrameStandsInForAMissingStack() throws Exception {
        assertThat(read(134, """
            #  SIGSEGV (0xb) at pc=0x00007f1, pid=7, tid=8
            # Problematic frame:
            # C  [libc.so.6+0x1]  memcpy+0x1
            """, "")).isEqualTo(new Outcome.Crashed("SIGSEGV", List.of("[libc.so.6+0x1]  memcpy+0x1")));
    }

    @Test
    void lastWordsOfAnAbortComeFromStandardError() throws Exception {
        assertThat(read(134, "", """
            a warning of earlier
            terminate called after throwing an instance of 'std::bad_variant_access'
              what():  bad variant access
            """)).isEqualTo(new Outcome.Crashed("SIGABRT", List.of(
            "terminate called after throwing an instance of 'std::bad_variant_access'",
            "what():  bad variant access")));
    }

    @Test
    void lastWordsNameFilesWithoutTheFoldersOfTheMachineThatBuiltThem() throws Exception {
        assertThat(read(134, "", "@build@gcc-14@include@optional:475: const T& get(): Assertion 'has' failed.\n"
            .replace('@', '/'))).isEqualTo(new Outcome.Crashed("SIGABRT", List.of(
                "optional:475: const T& get(): Assertion 'has' failed.")));
    }

    @Test
    void exhaustedMemoryAndPlainExitsAreNamed() throws Exception {
        assertThat(read(1, "# There is insufficient memory for the Java Runtime Environment to continue.\n", ""))
            .isEqualTo(new Outcome.Crashed("out of memory", List.of()));
        Files.delete(directory.resolve("hs_err.log"));
        assertThat(read(137, "", "noise").symptom()).isEqualTo("SIGKILL");
        assertThat(read(128 + 40, "", "").symptom()).isEqualTo("signal 40");
        assertThat(read(3, "", "").symptom()).isEqualTo("exit 3");
    }
}
