package io.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.jobs.bench.Job;
import io.nightjar.jobs.bench.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A column of more values than allowed is hashed, from the check to the reasons of a score. */
class HashedPathTest {
  private static final String[] HASHED = {
    "--set", "features.max-categories=2", "--set", "features.hash-bits=5", "--json"
  };

  @TempDir Path temp;

  @Test
  void placesStandForValuesInEveryStep() {
    Job job = Job.in(temp.resolve("job"));
    assertThat(done(job.run("check", Job.FIRST, HASHED)).json().path("warnings").toString())
        .contains("city holds 3 distinct values, which are hashed to 32 places");
    done(job.run("train", Job.FIRST, HASHED));
    done(job.run("score", Job.USUAL, HASHED));
    assertThat(job.scores(Job.USUAL)).isEqualTo(600);
    done(job.run("monitor", Job.USUAL, HASHED));
    Run explained = done(job.run("explain", Job.USUAL, more("--id", "200001")));
    assertThat(explained.json().path("explanations").path(0).toString())
        .contains("\"feature\":\"city\"");
    assertThat(done(job.registry("models", "show", "churn@1")).out())
        .containsPattern("coefficient city#\\d+: ");
    String output = job.at("churn.onnx").toString();
    Run export = job.registry("models", "export", "churn@1", "--format=onnx", "--output", output);
    assertThat(export.code()).isEqualTo(2);
    assertThat(export.err()).contains("hashes the values of city to 32 places, which no export");
  }

  private static String[] more(String... args) {
    String[] all = new String[HASHED.length + args.length];
    System.arraycopy(HASHED, 0, all, 0, HASHED.length);
    System.arraycopy(args, 0, all, HASHED.length, args.length);
    return all;
  }

  private static Run done(Run run) {
    assertThat(run.code()).as("%s%s", run.out(), run.err()).isZero();
    return run;
  }

  @Test
  void treesRefuseThem() {
    Job job = Job.in(temp.resolve("job"));
    Run trees = job.run("check", Job.FIRST, more("--set", "model={ type = gbt }"));
    assertThat(trees.code()).isEqualTo(2);
    assertThat(trees.problems().get(0))
        .contains("model.type is gbt; must be logistic, linear or poisson for the column city");
  }
}
