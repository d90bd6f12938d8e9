package io.nightjar.jobs.registry;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.jobs.report.HtmlReport;
import io.nightjar.jobs.shell.Answer;
import io.nightjar.jobs.shell.OutputOptions;
import io.nightjar.jobs.shell.RegistryOptions;
import io.nightjar.spark.run.RecordJson;
import io.nightjar.spark.run.RunFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code report}. */
@Command(
    name = "report",
    description = "Makes the HTML report of a run anew from its record.",
    mixinStandardHelpOptions = true)
public final class ReportVerb implements Callable<Integer> {
  private static final String LOOK =
      "; take the run id that the run printed, and the config that it was run with.";

  @Parameters(
      paramLabel = "JOB.conf",
      description = "The job's config, which names the runs' folder.")
  private Path conf;

  @Option(names = "--run-id", paramLabel = "ID", required = true, description = "The run.")
  private String runId;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    return Answer.say(
        "report",
        output,
        () -> {
          JobConfig config = JobConfig.load(conf, List.of(), System.getenv());
          RunFolder folder = RunFolder.of(config.runs(), runId, RegistryOptions.hadoop());
          if (!folder.has("run.json")) {
            throw NightjarException.of(
                FailureKind.CONFIG,
                "--run-id",
                "is '" + runId + "', but there is no " + folder.display("run.json") + LOOK);
          }
          folder.write("report.html", HtmlReport.render(RecordJson.parse(folder.read("run.json"))));
          String report = folder.display("report.html");
          return Answer.of(List.of(report), Map.of("run_id", runId, "report", report));
        });
  }
}
