package io.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.jobs.bench.Job;
import io.nightjar.jobs.bench.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line takes and refuses, before any data is read. */
class CommandLineTest {
  @TempDir Path temp;

  @Test
  void helpNamesEveryVerbAndEveryExitCode() {
    Run help = Run.of("--help");

    assertThat(help.code()).isZero();
    assertThat(help.out())
        .contains(
            "init",
            "check",
            "train",
            "tune",
            "evaluate",
            "score",
            "explain",
            "monitor",
            "nightly",
            "models",
            "audit")
        .contains("report", "devices", "bench", "demo", "help")
        .containsSubsequence(
            "Exit codes:",
            "0   done",
            "1   internal error",
            "2   usage or config",
            "3   data rejected by the contract",
            "4   gates refused the model",
            "5   drift or decay alarm",
            "6   storage or registry",
            "7   a backend was required and is not available");
  }

  @Test
  void helpOfAVerbIsThereInBothWays() {
    assertThat(Run.of("help", "train").out()).isEqualTo(Run.of("train", "--help").out());
    assertThat(Run.of("help", "train").out()).contains("--run-date=DATE", "--set=KEY=VALUE");
  }

  @Test
  void saysNothingButTheVersionForVersion() {
    assertThat(Run.of("--version").out()).startsWith("nightjar ");
  }

  @Test
  void noVerbIsAUsageFailure() {
    Run none = Run.of();

    assertThat(none.code()).isEqualTo(2);
    assertThat(none.out()).isEmpty();
    assertThat(none.err()).contains("Usage: nightjar");
  }

  @Test
  void unknownVerbsNameTheNearest() {
    Run typo = Run.of("trian", "job.conf");

    assertThat(typo.code()).isEqualTo(2);
    assertThat(typo.err())
        .startsWith("Unmatched arguments from index 0: 'trian', 'job.conf'")
        .contains("nightjar train?");
  }

  @Test
  void unknownOptionsAndMissingArgumentsAreUsageFailures() {
    Run unknown = Run.of("train", "job.conf", "--dry");
    Run missing = Run.of("train");
    Run command = Run.of("models");

    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).startsWith("Unknown option: '--dry'");
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).startsWith("Missing required parameter: 'JOB.conf'");
    assertThat(command.code()).isEqualTo(2);
    assertThat(command.err()).startsWith("Missing required subcommand");
  }

  @Test
  void aUsageFailureIsAJsonObjectTooWhereOneIsWanted() {
    Run unknown = Run.of("train", "job.conf", "--dry", "--json");

    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.out())
        .isEqualToIgnoringNewLines(
            "{\"verb\":\"train\",\"status\":\"failed\",\"exit_code\":2,\"problems\":[{\"where\":\"\","
                + "\"message\":\"Unknown option: '--dry'\"}]}");
  }

  @Test
  void aMissingConfigSaysWhatToDo() {
    Run run = Run.of("train", temp.resolve("no.conf").toString());

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.problems())
        .containsExactly(
            temp.resolve("no.conf")
                + ": no such file; name a job config, such as conf/adult.conf, or write one with"
                + " `nightjar init`.");
  }

  @Test
  void everyTypoOfAConfigIsToldAtOnceWithItsLine() throws IOException {
    Path conf = temp.resolve("typos.conf");
    Files.writeString(
        conf,
        """
        nam = churn
        data { source = "in.csv", labl = left, positive = yes, id = id }
        modell { type = logistic }
        model { type = logistik }
        gates { auc { min = 1.2 }, acu { min = 0.5 } }
        promote = sometimes
        """);

    Run run = Run.of("check", conf.toString(), "--json");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.problems())
        .containsExactly(
            conf + ": name is missing; it is the model's name in the registry.",
            conf + ":1: nam is not a setting; did you mean name?",
            conf + ":2: data.labl is not a setting; did you mean data.label?",
            conf + ":2: data.label is missing; it is the column to predict.",
            conf + ":3: modell is not a setting; did you mean model?",
            conf
                + ":4: model.type is logistik; this build trains logistic, linear, poisson, gbt, forest, mlp, als, kmeans, pca, isolation-forest and mllib (any"
                + " Spark ML estimator), and takes another library's model (import). Did you mean logistic?",
            conf + ":5: gates.acu names no metric; did you mean auc?",
            conf + ":5: gates.auc.min is 1.2; must be 0..1.",
            conf + ":6: promote is sometimes; must be auto or manual.");
    JsonNode result = run.json();
    assertThat(result.path("exit_code").asInt()).isEqualTo(2);
    assertThat(result.path("problems")).hasSize(9);
    assertThat(result.path("problems").path(1).path("where").asText()).isEqualTo(conf + ":1");
  }

  @Test
  void overridesAreCheckedAsTheConfigIs() {
    Job job = Job.in(temp);

    assertThat(problem(job, "--set", "data.sorce=x"))
        .isEqualTo("--set data.sorce: data.sorce is not a setting; did you mean data.source?");
    assertThat(problem(job, "--set", "model.lambda=-1"))
        .isEqualTo("--set model.lambda: model.lambda is -1; must be a number, 0 or more.");
    assertThat(problem(job, "--set", "nonsense"))
        .isEqualTo("--set nonsense: has no value; write --set key=value, such as --set seed=7.");
  }

  @Test
  void datesAndRunIdsAreChecked() {
    Job job = Job.in(temp);

    assertThat(problem(job, "--run-id", "../../etc"))
        .isEqualTo(
            "--run-id: is '../../etc'; must be 1 to 150 letters, digits, '.', '_' or '-', beginning"
                + " with a letter or digit.");
    Run run = Run.of("check", job.conf(), "--run-date", "yesterday");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.problems())
        .containsExactly(
            "--run-date: is 'yesterday'; must be a date such as 2026-11-19 (Airflow's {{ ds }}).");
    assertThat(job.files("runs")).isEmpty();
  }

  @Test
  void registryVerbsWantARegistry() {
    Run none = Run.of("models", "list");
    Run empty = Run.of("models", "list", "--registry", temp.toString());

    assertThat(none.code()).isEqualTo(2);
    assertThat(none.problems())
        .containsExactly("--registry: is missing; give --registry URI or --job JOB.conf.");
    assertThat(empty.code()).isEqualTo(2);
    assertThat(empty.problems())
        .containsExactly(
            temp
                + ": holds no registry: there is no journal at file:"
                + temp
                + ". Check the path, or train a model first.");
  }

  private static String problem(Job job, String... options) {
    Run run = job.run("check", Job.FIRST, options);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.problems()).hasSize(1);
    return run.problems().get(0);
  }
}
