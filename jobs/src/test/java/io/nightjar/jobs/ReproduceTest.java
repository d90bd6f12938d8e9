package io.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.jobs.bench.Job;
import io.nightjar.jobs.bench.Run;
import io.nightjar.journal.Event;
import io.nightjar.spark.registry.ModelVersion;
import io.nightjar.spark.registry.Registry;
import io.nightjar.spark.registry.VersionRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions made again: the same bits, or what differs. */
class ReproduceTest {
  @TempDir Path temp;

  @Test
  void aLinearModelIsMadeAgainToTheBitAndTheRegistryStaysAsItWas() throws IOException {
    Job job = Job.trained(temp.resolve("job"));
    Map<String, String> before = contents(job.at("registry"));

    Run run = job.registry("reproduce", "churn@1", "--json");

    assertThat(run.code()).as(run.err()).isZero();
    JsonNode result = run.json();
    assertThat(result.path("verb").asText()).isEqualTo("reproduce");
    assertThat(result.path("run_date").asText()).isEqualTo(Job.FIRST);
    assertThat(result.path("reproduction").path("verdict").asText()).isEqualTo("bit-identical");
    assertThat(result.path("reproduction").path("model_sha256").asText())
        .isEqualTo(result.path("model_sha256").asText())
        .isEqualTo(version(job, 1).modelSha256());
    assertThat(result.path("reproduction").path("environment")).isEmpty();
    assertThat(contents(job.at("registry"))).isEqualTo(before);
  }

  @Test
  void boostedTreesAreMadeAgainToTheBitByTheirAlias() throws IOException {
    Job job = gbt();

    Run run = job.registry("reproduce", "churn");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("  model       churn@1", "  verdict     bit-identical");
  }

  @Test
  void aNightsRetrainIsMadeAgainOnTheNightsThatItRead() {
    Job job = Job.trained(temp.resolve("job"));
    job.run("nightly", Job.SHIFTED);
    assertThat(version(job, 2).record().event().trainedOn().id()).contains(Job.SHIFTED);

    Run run = job.registry("reproduce", "churn@2", "--json");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.json().path("reproduction").path("verdict").asText()).isEqualTo("bit-identical");
  }

  @Test
  void aVersionIsMadeAgainWhereItsRunRecordIsGone() throws IOException {
    Job job = gbt();
    Files.delete(job.at("runs/churn-train-" + Job.FIRST + "/run.json"));

    Run run = job.registry("reproduce", "churn@1", "--json");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.json().path("reproduction").path("environment").path(0).asText())
        .isEqualTo(
            "the record of the run that trained is gone, so that its libraries and backends aren't"
                + " known");
  }

  @Test
  void changedDataAreNamedByTheirFileAndNothingIsTrained() throws IOException {
    Job job = gbt();
    Path night = job.night(Job.FIRST);
    long bytes = Files.size(night);
    List<String> lines = new ArrayList<>(Files.readAllLines(night));
    lines.remove(lines.size() - 1);
    Files.write(night, lines);

    Run run = job.registry("reproduce", "churn@1", "--json");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.json().path("reproduction").path("verdict").asText()).isEqualTo("data-changed");
    assertThat(run.json().path("timings_ms").has("fit")).isFalse();
    assertThat(run.problems().get(0))
        .startsWith(night + ": holds 599 rows of content ")
        .contains("; churn@1 was trained on 600 of content ");
    assertThat(run.problems().get(1))
        .startsWith("file:" + night + ": has " + Files.size(night) + " bytes of ")
        .contains("; had " + bytes + " of ");
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    Job job = gbt();
    Path night = job.night(Job.FIRST);
    long bytes = Files.size(night);
    Files.delete(night);

    Run run = job.registry("reproduce", "churn@1");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.problems())
        .containsExactly("file:" + night + ": is missing; it had " + bytes + " bytes");
  }

  @Test
  void anotherModelOfTheSameDataIsToldApartByTensorAndValue() throws IOException {
    Job job = Job.trained(temp.resolve("job"));
    Path forged = copy(Path.of(version(job, 1).directory().toUri().getPath()), "forged");
    byte[] tensors = Files.readAllBytes(forged.resolve("tensors.safetensors"));
    tensors[tensors.length - 1] ^= 1;
    Files.write(forged.resolve("tensors.safetensors"), tensors);
    replace(forged.resolve("model.json"), "\"lambda\" : \"0.001\"", "\"lambda\" : \"0.002\"");
    register(job, forged, version(job, 1));

    Run run = job.registry("reproduce", "churn@2", "--json");

    assertThat(run.code()).isEqualTo(6);
    assertThat(run.json().path("reproduction").path("verdict").asText()).isEqualTo("differs");
    assertThat(run.problems().get(0))
        .startsWith("churn@2: the same rows and config made a model of SHA-256 ")
        .endsWith("; must be " + version(job, 2).modelSha256());
    assertThat(run.problems())
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .startsWith("model.json: ")
                    .contains("lambda is \"0.001\"; was \"0.002\""))
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .startsWith("tensors.safetensors: tensor ")
                    .contains(" differs in 1 of "));
  }

  @Test
  void aVersionWithoutAConfigAsksForTheOneItWasTrainedWith() throws IOException {
    Job job = Job.trained(temp.resolve("job"));
    Path bare = copy(Path.of(version(job, 1).directory().toUri().getPath()), "bare");
    Files.delete(bare.resolve("config.json"));
    register(job, bare, version(job, 1));
    String sha256 = version(job, 1).record().event().configSha256();

    Run unknown = job.registry("reproduce", "churn@2");
    Run other = Run.of("reproduce", "churn@2", "--job", job.conf());

    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.problems())
        .containsExactly(
            "churn@2: holds no config.json, since an earlier build registered it; give the config"
                + " that it was trained with (SHA-256 "
                + sha256
                + ") in --job.");
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.problems().get(0))
        .startsWith(
            "churn@2: was trained with a config of SHA-256 "
                + sha256
                + ", but "
                + job.conf()
                + " comes to ")
        .endsWith("its overrides written into it.");
  }

  @Test
  void unknownVersionsAndRegistriesAreRefused() {
    Job job = Job.trained(temp.resolve("job"));

    assertThat(job.registry("reproduce", "churn@9").problems().get(0))
        .contains("\"9\" is not a version of churn");
    assertThat(Run.of("reproduce", "churn@1").problems())
        .containsExactly("--registry: is missing; give --registry URI or --job JOB.conf.");
    Run id = job.registry("reproduce", "churn@1", "--run-id", "a/b");
    assertThat(id.code()).isEqualTo(2);
    assertThat(id.problems().get(0)).startsWith("--run-id: is 'a/b'; must be 1 to 150 letters");
  }

  private Job gbt() throws IOException {
    Job job = Job.in(temp.resolve("job"));
    replace(
        Path.of(job.conf()),
        "type = logistic, lambda = 0.001",
        "type = gbt, trees = 8, depth = 3, subsample = 0.8");
    Run train = job.run("train", Job.FIRST);
    assertThat(train.code()).as(train.err()).isZero();
    return job;
  }

  private static ModelVersion version(Job job, int version) {
    return registry(job).resolve("churn@" + version);
  }

  private static Registry registry(Job job) {
    return Registry.openExisting(job.at("registry").toString(), new Configuration());
  }

  private static void register(Job job, Path files, ModelVersion like) {
    Event.VersionRegistered event = like.record().event();
    registry(job)
        .register(
            new VersionRequest(
                event.model(),
                like.record().runId(),
                event.status(),
                event.metrics(),
                event.gates(),
                event.trainedOn(),
                event.configSha256()),
            new org.apache.hadoop.fs.Path(files.toUri()));
  }

  private Path copy(Path from, String to) throws IOException {
    Path target = Files.createDirectories(temp.resolve(to));
    try (var files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName().toString()));
      }
    }
    return target;
  }

  private static void replace(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(
            folder.relativize(file).toString(),
            java.util.Arrays.toString(Files.readAllBytes(file)));
      }
    }
    return contents;
  }
}
