package org.plumbline.campaign;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import me.tongfei.progressbar.ProgressBarConsumer;

/// The terminal behind standard error. Asked for its width by `ioctl`, since the terminal library that comes with the
/// progress bar would take Ctrl-C away from us.
record Screen(PrintStream out) implements ProgressBarConsumer {
    private static final int STANDARD_ERROR = 2;
    private static final long TIOCGWINSZ = 0x5413;
    private static final int USUAL_WIDTH = 80;
    private static final int NARROWEST = 20;

    /// Whether standard error is a terminal.
    static boolean isThere() {
        try {
            String device = Files.readSymbolicLink(Path.of("/proc/self/fd/" + STANDARD_ERROR)).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException _) {
            return false;
        }
    }

    /// The columns of a line, one less than there are, so that the cursor does not wrap.
    @Override
    public int getMaxRenderedLength() {
        int columns = columns();
        return (columns < NARROWEST ? USUAL_WIDTH : columns) - 1;
    }

    /// `ws_col` of `struct winsize`: four unsigned shorts, rows first.
    @SuppressWarnings("restricted")
    private static int columns() {
        Linker linker = Linker.nativeLinker();
        MethodHandle ioctl = linker.downcallHandle(linker.defaultLookup().findOrThrow("ioctl"),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG,
                ValueLayout.ADDRESS), Linker.Option.firstVariadicArg(2));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment size = arena.allocate(4 * Short.BYTES, Short.BYTES);
            int failed = (int) ioctl.invokeExact(STANDARD_ERROR, TIOCGWINSZ, size);
            return failed != 0 ? 0 : Short.toUnsignedInt(size.get(ValueLayout.JAVA_SHORT, Short.BYTES));
        } catch (Throwable e) {
            throw new IllegalStateException("ioctl", e);
        }
    }

    @Override
    public void accept(String line) {
        out.print("\r" + line);
        out.flush();
    }

    @Override
    public void close() {
        out.println();
    }
}
