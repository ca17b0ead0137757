package org.plumbline.targets.worker;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Target;
import org.plumbline.targets.watch.Arming;
import org.plumbline.targets.watch.Companion;

/// The worker's main class: loads the target, says hello through the journal, then runs what it finds there whenever a
/// byte arrives on standard input. A byte on standard output says that the journal has news; whatever else native code
/// prints there does no harm. Ends when standard input ends or when its supervisor is gone.
public final class Child {
    /// The exit code of a worker whose Java heap ran out.
    static final int OUT_OF_MEMORY = 87;

    private static final long PARENT_CHECK_MILLIS = 500;

    private final JournalFile journal;
    private final Target target;
    private final Optional<Companion> companion;
    private final FileOutputStream bell;
    private long progress;

    private Child(JournalFile journal, Target target, Optional<Companion> companion, FileOutputStream bell) {
        this.journal = journal;
        this.target = target;
        this.companion = companion;
        this.bell = bell;
    }

    /// Arguments: the journal's path and the target's name.
    public static void main(String[] arguments) throws IOException {
        System.setOut(System.err);
        watchParent();
        FileOutputStream bell = new FileOutputStream(FileDescriptor.out);
        JournalFile journal = JournalFile.open(Path.of(arguments[0]));
        try {
            Target target = load(arguments[1]);
            Child child = new Child(journal, target, ServiceLoader.load(Companion.class).findFirst(), bell);
            child.hello();
            child.serve();
        } catch (OutOfMemoryError e) {
            Runtime.getRuntime().halt(OUT_OF_MEMORY);
        } catch (Throwable e) {
            fault(journal, e);
            bell.write(1);
            Runtime.getRuntime().halt(2);
        }
        Runtime.getRuntime().halt(0);
    }

    private static void watchParent() {
        long parent = ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
        Thread.ofPlatform().daemon().name("parent-watch").start(() -> {
            while (ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L) == parent) {
                try {
                    Thread.sleep(PARENT_CHECK_MILLIS);
                } catch (InterruptedException e) {
                    return;
                }
            }
            Runtime.getRuntime().halt(0);
        });
    }

    private static Target load(String name) {
        List<Target> found = ServiceLoader.load(Target.class).stream().map(ServiceLoader.Provider::get)
            .filter(t -> t.name().equals(name)).toList();
        if (found.size() != 1) {
            throw new IllegalStateException(
                found.size() + " targets are named " + name + " in " + System.getProperty("java.class.path"));
        }
        return found.getFirst();
    }

    private void hello() throws IOException {
        Arming arming =
            companion.map(c -> c.arm(System::nanoTime)).orElse(new Arming.Unarmed("the worker has no probes"));
        Handshake hello =
            new Handshake(target.name(), target.version(), target.variants(), target.feeds(), arming);
        long at = journal.getLong(Layout.RESPONSE_AT_AT);
        journal.reserve(at + Codec.size(hello));
        Codec.put(journal.at(at), hello);
        journal.publish(Layout.READY);
        bell.write(1);
    }

    private void serve() throws IOException {
        FileInputStream in = new FileInputStream(FileDescriptor.in);
        byte[] drain = new byte[64];
        while (in.read(drain) >= 0) {
            long sequence = journal.getLong(Layout.SEQUENCE_AT);
            if (journal.state() == Layout.RUNNING && journal.getLong(Layout.PICKED_UP_AT) != sequence) {
                journal.putLong(Layout.PICKED_UP_AT, sequence);
                journal.follow();
                companion.ifPresent(Companion::starting);
                run(Codec.getExecution(journal.at(Layout.HEADER)));
                journal.publish(Layout.DONE);
                bell.write(1);
            }
        }
    }

    private void run(Execution execution) {
        VariantLoop.run(target, execution, journal.getInt(Layout.FIRST_VARIANT_AT), new VariantLoop.Listener() {
            private long at = journal.getLong(Layout.RESPONSE_AT_AT);

            @Override
            public void starting(int variant, int repeat) {
                journal.putInt(Layout.REPEAT_AT, repeat);
                if (repeat == 0) {
                    journal.putInt(Layout.VARIANT_AT, variant);
                    journal.putLong(Layout.PROGRESS_AT, ++progress);
                }
            }

            @Override
            public Outcome finished(int variant, Outcome outcome) {
                Outcome fitting = fitting(at, outcome);
                at = write(at, variant, fitting);
                return fitting;
            }
        });
    }

    private static Outcome fitting(long at, Outcome outcome) {
        long size = Codec.size(outcome);
        long limit = Long.getLong(Worker.JOURNAL_LIMIT, Long.MAX_VALUE);
        return at + size > limit ? Worker.tooLarge(Outcome.Stage.RUN, "outputs", size, limit) : outcome;
    }

    private long write(long at, int variant, Outcome outcome) {
        try {
            journal.reserve(at + 4 + Codec.size(outcome));
        } catch (IOException e) {
            throw new UncheckedIOException("the journal " + journal.path() + " cannot grow: " + e, e);
        }
        Cursor cursor = journal.at(at);
        cursor.putInt(variant);
        Codec.put(cursor, outcome);
        journal.putInt(Layout.OUTCOMES_AT, journal.getInt(Layout.OUTCOMES_AT) + 1);
        return cursor.position();
    }

    /// Leaves the stack trace where the response would be.
    private static void fault(JournalFile journal, Throwable e) throws IOException {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        long at = journal.getLong(Layout.RESPONSE_AT_AT);
        journal.reserve(at + 4 + 3L * trace.getBuffer().length());
        journal.at(at).putText(trace.toString());
        journal.publish(Layout.FAULT);
    }
}
