package io.nightjar.jobs;

import io.nightjar.jobs.demo.Demo;
import io.nightjar.jobs.demo.DemoFolder;
import io.nightjar.jobs.demo.DemoOutcome;
import io.nightjar.jobs.shell.OptionRange;
import io.nightjar.jobs.shell.OutputOptions;
import io.nightjar.spark.run.RecordJson;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code demo}. */
@Command(
    name = "demo",
    description = "The main job on a made table with known truth, end to end, in about a minute.",
    mixinStandardHelpOptions = true)
final class DemoVerb implements Callable<Integer> {
  private static final OptionRange NIGHTS = new OptionRange(21, 400);
  private static final OptionRange ROWS = new OptionRange(500, 10_000_000);

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      defaultValue = "nightjar-demo",
      description = "Where the demo writes; made anew. Default: ${DEFAULT-VALUE}.")
  private Path folder;

  @Option(
      names = "--nights",
      defaultValue = "40",
      description = "Nights that are made, 21 to 400. Default: ${DEFAULT-VALUE}.")
  private int nights;

  @Option(
      names = "--rows",
      defaultValue = "2500",
      description = "Subscribers a night, 500 to 10,000,000. Default: ${DEFAULT-VALUE}.")
  private int rows;

  @Option(names = "--master", paramLabel = "URL", description = "Spark's master.")
  private String master;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    NIGHTS.require("--nights", nights);
    ROWS.require("--rows", rows);
    DemoFolder.clear(folder);
    DemoOutcome outcome = new Demo(new Demo.Size(nights, rows), folder, output).run(master);
    if (output.json()) {
      output.out().println(RecordJson.line(RecordJson.tree(json(outcome))));
    } else {
      outcome.lines().forEach(output.out()::println);
    }
    outcome.problems().forEach(p -> output.err().println("nightjar: " + p.text()));
    return outcome.exitCode();
  }

  private static Map<String, Object> json(DemoOutcome outcome) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("verb", "demo");
    result.put("status", outcome.exitCode() == 0 ? "done" : "failed");
    result.put("exit_code", outcome.exitCode());
    outcome.firstAlarm().ifPresent(night -> result.put("first_alarm_night", night));
    outcome.healed().ifPresent(night -> result.put("healed_night", night));
    result.put("problems", outcome.problems());
    return result;
  }
}
