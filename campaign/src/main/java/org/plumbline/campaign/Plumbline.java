package org.plumbline.campaign;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/// The command line: `plumbline <command>`.
@Command(name = "plumbline", version = "plumbline " + Plumbline.VERSION, mixinStandardHelpOptions = true,
    description = "Finds wrong results, crashes and hangs in deep-learning stacks.",
    subcommands = {FuzzCommand.class, CheckCommand.class, ReplayCommand.class, ReduceCommand.class, ReportCommand.class,
        BisectCommand.class,
        GenerateCommand.class, CorpusCommand.class,
        TargetsCommand.class, SupportCommand.class, SchemasCommand.class, InferCommand.class, RecordsCommand.class,
        ExplainCommand.class,
        SpeedCommand.class, SteadyCommand.class,
        SoftmaxCommand.class,
        DoctorCommand.class,
        PlantedCommand.class, CoverageCommand.class, AblateCommand.class, ExploreCommand.class, HelpCommand.class,
        AutoComplete.GenerateCompletion.class},
    footer = {"", "Exit codes: 0 nothing found, 1 something found, 2 bad input, 3 an error of Plumbline itself.",
        "Shell completion: source <(plumbline generate-completion)"})
public final class Plumbline implements Runnable {
    static final String VERSION = "0.1.0";

    static final int NOTHING_FOUND = 0;
    static final int FOUND = 1;
    static final int BAD_INPUT = 2;
    static final int OUR_ERROR = 3;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /// Without a command: the help text.
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /// The parser with every command and how errors become exit codes.
    public static CommandLine commandLine() {
        return new CommandLine(new Plumbline()).setCaseInsensitiveEnumValuesAllowed(true)
            .setExitCodeExceptionMapper(e -> e instanceof BadInput ? BAD_INPUT : OUR_ERROR)
            .setExecutionExceptionHandler((e, line, _) -> {
                if (e instanceof BadInput) {
                    line.getErr().println("plumbline: " + e.getMessage());
                    return BAD_INPUT;
                }
                line.getErr().println("plumbline: an error of Plumbline itself; please report it with what follows");
                e.printStackTrace(line.getErr());
                return OUR_ERROR;
            })
            .setExecutionStrategy(parsed -> {
                try {
                    return new CommandLine.RunLast().execute(parsed);
                } catch (LinkageError e) {
                    parsed.commandSpec().commandLine().getErr().println("plumbline: a native library cannot be loaded ("
                        + root(e) + "); free space in " + System.getProperty("java.io.tmpdir")
                        + ", and see plumbline doctor");
                    return BAD_INPUT;
                }
            })
            .setParameterExceptionHandler((e, _) -> {
                CommandLine line = e.getCommandLine();
                line.getErr().println("plumbline: " + e.getMessage().lines().findFirst().orElse("")
                    + "; see plumbline " + line.getCommandName() + " --help");
                return BAD_INPUT;
            });
    }

    private static String root(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.toString().lines().findFirst().orElse("");
    }

    /// Runs one command and ends the process with its exit code.
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }
}
