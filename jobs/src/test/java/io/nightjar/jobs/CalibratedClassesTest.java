package io.nightjar.jobs;

import static io.nightjar.jobs.bench.Job.FIRST;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.jobs.bench.Job;
import io.nightjar.jobs.bench.MadeTable;
import io.nightjar.jobs.bench.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calibration of several classes in a job. */
class CalibratedClassesTest {
  @TempDir Path temp;

  private static Run train(Job job, String method, String label, String positive) {
    return job.run(
        "train",
        FIRST,
        "--json",
        "--quiet",
        "--set",
        "data.label=" + label,
        "--set",
        "data.positive=" + positive,
        "--set",
        "data.contract=null",
        "--set",
        "gates=null",
        "--set",
        "promote=manual",
        "--set",
        "monitor=null",
        "--set",
        "model=null",
        "--set",
        "model={ type = gbt, trees = 60, learning-rate = 0.5 }",
        "--set",
        "calibration.method=" + method);
  }

  private static String ageGroup(String age) {
    double years = Double.parseDouble(age);
    return years < 35 ? "young" : years < 50 ? "middle" : "old";
  }

  /** Few rows and many trees, which are too sure of themselves. */
  @Test
  void aTemperatureLowersTheLogLossOfTreesThatAreTooSure() {
    Job job = Job.in(temp);
    MadeTable.usual(1500, 1).with("age", CalibratedClassesTest::ageGroup).write(job.night(FIRST));

    Run trained = train(job, "temperature", "age", "null");

    assertThat(trained.code()).as(trained.err()).isZero();
    JsonNode calibration = trained.json().path("calibration");
    assertThat(calibration.path("method").asText()).isEqualTo("temperature");
    assertThat(calibration.path("fitted").asText()).startsWith("the softmax of ln p / T, T = ");
    for (String part : new String[] {"validation", "test"}) {
      assertThat(calibration.path("after").path(part).path("log_loss").asDouble())
          .as(part)
          .isPositive()
          .isLessThan(calibration.path("before").path(part).path("log_loss").asDouble());
    }
    Run curves = train(job, "isotonic", "age", "null");
    assertThat(curves.code()).as(curves.err()).isZero();
    assertThat(curves.json().path("calibration").path("fitted").asText())
        .startsWith("each of 3 classes against the rest: a rising curve of ");
  }

  @Test
  void aTemperatureIsRefusedForTwoClasses() {
    Run train = train(Job.in(temp), "temperature", "left", "yes");

    assertThat(train.code()).isEqualTo(2);
    assertThat(train.json().path("problems").get(0).path("message").asText())
        .isEqualTo(
            "calibration.method is temperature, which is for three classes or more, but the label"
                + " left has two; take platt, isotonic or none");
  }
}
