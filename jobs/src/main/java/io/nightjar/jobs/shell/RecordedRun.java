package io.nightjar.jobs.shell;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.jobs.report.HtmlReport;
import io.nightjar.spark.run.RecordJson;
import io.nightjar.spark.run.RunContext;
import io.nightjar.spark.run.RunFolder;
import io.nightjar.spark.run.RunRecord;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A recipe run so that its record and its report are left, also when it fails. */
public final class RecordedRun {
  private static final Logger LOG = LoggerFactory.getLogger(RecordedRun.class);

  private RecordedRun() {}

  /** Runs the recipe; a failure is in the record, not thrown. Then writes record and report. */
  public static RunRecord of(RunContext context, Consumer<RunContext> recipe) {
    attempt(context, recipe);
    leave(context);
    return context.record();
  }

  private static void attempt(RunContext context, Consumer<RunContext> recipe) {
    RunRecord record = context.record();
    try {
      recipe.accept(context);
    } catch (RuntimeException e) {
      NightjarException failure = ExitCodes.failure(e);
      if (failure.kind() == FailureKind.INTERNAL) {
        LOG.error("internal error in {}", record.identity().verb(), e);
      }
      record.failed(failure);
    }
  }

  /** A run that found its work done leaves the first run's record as it is. */
  private static void leave(RunContext context) {
    RunRecord record = context.record();
    RunFolder folder =
        RunFolder.of(context.config().runs(), record.identity().runId(), context.hadoop());
    record.set("report", folder.display("report.html"));
    if (Boolean.TRUE.equals(record.get("already_published")) && folder.has("run.json")) {
      return;
    }
    record.detail("config", RecordJson.parse(context.config().resolved()));
    record.detail("environment", Environment.of(context.spark()));
    ObjectNode whole = record.json(context.stages());
    folder.write("run.json", RecordJson.pretty(whole));
    folder.write("report.html", HtmlReport.render(whole));
  }
}
