package io.nightjar.jobs;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.jobs.registry.AuditVerb;
import io.nightjar.jobs.registry.ModelsVerb;
import io.nightjar.jobs.registry.ReportVerb;
import io.nightjar.jobs.registry.ReproduceVerb;
import io.nightjar.jobs.shell.ExitCodes;
import io.nightjar.jobs.shell.UsageFailures;
import io.nightjar.jobs.shell.Version;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: {@code nightjar VERB [options] JOB.conf}. */
@Command(
    name = "nightjar",
    description = "Trains and batch-scores tabular models on Spark, and says what went wrong.",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "VERB",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:internal error",
      "2:usage or config",
      "3:data rejected by the contract",
      "4:gates refused the model",
      "5:drift or decay alarm (only where the config says fail-on)",
      "6:storage or registry",
      "7:a backend was required and is not available"
    },
    subcommands = {
      InitVerb.class,
      CheckVerb.class,
      TrainVerb.class,
      TuneVerb.class,
      PlanVerb.class,
      EvaluateVerb.class,
      ScoreVerb.class,
      ExplainVerb.class,
      MonitorVerb.class,
      NightlyVerb.class,
      ModelsVerb.class,
      AuditVerb.class,
      ReproduceVerb.class,
      ReportVerb.class,
      DevicesVerb.class,
      BenchVerb.class,
      DemoVerb.class,
      CommandLine.HelpCommand.class
    })
public final class Nightjar {
  private static final Logger LOG = LoggerFactory.getLogger(Nightjar.class);

  /** Runs a verb and leaves the JVM with its exit code, also as the driver on a cluster. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs a verb and gives its exit code. */
  public static int run(String... args) {
    CommandLine line =
        new CommandLine(new Nightjar())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(Nightjar::failed);
    line.setParameterExceptionHandler(
        new UsageFailures(line.getParameterExceptionHandler(), List.of(args)));
    if (args.length == 0) {
      line.usage(System.err);
      return FailureKind.CONFIG.exitCode();
    }
    return line.execute(args);
  }

  /** What a verb lets escape: usage failures before a run began, or a defect of ours. */
  private static int failed(Exception thrown, CommandLine verb, CommandLine.ParseResult parsed) {
    NightjarException failure = ExitCodes.failure(thrown);
    if (failure.kind() == FailureKind.INTERNAL) {
      LOG.error(
          "internal error in {} {}",
          verb.getCommandName(),
          Arrays.toString(thrown.getStackTrace()),
          thrown);
    }
    failure.problems().forEach(p -> verb.getErr().println("nightjar: " + p.text()));
    return failure.kind().exitCode();
  }
}
