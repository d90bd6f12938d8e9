package io.nightjar.spark.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.journal.ModelFiles;
import io.nightjar.journal.VersionStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTest {
  @TempDir private Path temporary;
  private Path directory;

  @BeforeEach
  void locate() throws IOException {
    directory = temporary.toRealPath().resolve("registry");
  }

  @Test
  void registersFilesUnderTheirContent() throws IOException {
    ModelVersion version = register("adult", "run-1", "a");
    assertThat(version.reference()).isEqualTo("adult@1");
    assertThat(version.files().keySet()).containsExactly("model.json", "tensors/w.safetensors");
    assertThat(version.modelSha256()).isEqualTo(ModelFiles.sha256(version.files()));
    assertThat(version.directory().toUri().getPath())
        .isEqualTo(directory + "/models/adult/" + version.modelSha256().substring(0, 16));
    assertThat(local(version).resolve("tensors/w.safetensors")).hasContent("wa");
    assertThat(directory.resolve("models/adult").toFile().list()).hasSize(1);
    assertThat(registry().localDirectory(version, temporary)).isEqualTo(local(version));
  }

  @Test
  void numbersVersionsAndSharesEqualFiles() {
    ModelVersion first = register("adult", "run-1", "a");
    ModelVersion second = register("adult", "run-2", "b");
    ModelVersion third = register("adult", "run-3", "a");
    assertThat(List.of(first.version(), second.version(), third.version()))
        .containsExactly(1, 2, 3);
    assertThat(third.directory()).isEqualTo(first.directory());
    assertThat(registry().versions("adult")).containsExactly(first, second, third);
  }

  @Test
  void registersTheSameRunAndBytesOnce() {
    ModelVersion first = register("adult", "run-1", "a");
    register("adult", "run-2", "b");
    assertThat(register("adult", "run-1", "a")).isEqualTo(first);
    assertThat(registry().entries()).hasSize(2);
    assertThat(register("adult", "run-1", "changed").version()).isEqualTo(3);
  }

  @Test
  void registersEveryVersionOfFiftyWritersAtOnce() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(50);
    try {
      List<Callable<ModelVersion>> tasks = new ArrayList<>();
      for (int writer = 0; writer < 50; writer++) {
        String run = "run-" + writer;
        String content = "c" + writer % 5;
        tasks.add(() -> register("adult", run, content));
      }
      List<Integer> numbers = new ArrayList<>();
      for (Future<ModelVersion> task : pool.invokeAll(tasks)) {
        numbers.add(task.get().version());
      }
      assertThat(numbers).doesNotHaveDuplicates().hasSize(50);
    } finally {
      pool.shutdown();
    }
    assertThat(registry().verifyAll().sound()).isTrue();
    assertThat(directory.resolve("models/adult").toFile().list()).hasSize(5);
  }

  @Test
  void refusesAnEmptyStagingDirectory() throws IOException {
    Path empty = Files.createDirectory(temporary.resolve("empty"));
    assertThatThrownBy(
            () ->
                registry()
                    .register(
                        Versions.request("adult", "run-1"),
                        new org.apache.hadoop.fs.Path(empty.toUri())))
        .hasMessageEndingWith("holds no model files, so there is nothing to register.");
  }

  @Test
  void refusesANameThatIsAPath() {
    assertThatThrownBy(() -> register("../adult", "run-1", "a"))
        .hasMessageStartingWith("the name \"../adult\" can't be used;");
  }

  @Test
  void resolvesAliasesNumbersAndReferences() {
    ModelVersion first = register("adult", "run-1", "a");
    ModelVersion second = register("adult", "run-2", "b");
    promote("adult", 2);
    Registry registry = registry();
    assertThat(registry.resolve("adult", "champion")).isEqualTo(second);
    assertThat(registry.resolve("adult", "1")).isEqualTo(first);
    assertThat(registry.resolve("adult", "adult@1")).isEqualTo(first);
    assertThat(registry.resolve("adult@champion")).isEqualTo(second);
    assertThat(registry.resolve("adult")).isEqualTo(second);
    assertThat(registry.holder("adult", "challenger")).isEmpty();
    assertThat(registry.holder("nobody", "champion")).isEmpty();
  }

  @Test
  void namesTheNearestModel() {
    register("adult-income", "run-1", "a");
    assertFails(FailureKind.CONFIG, () -> registry().resolve("adult-incme"))
        .hasMessage("the registry has no model \"adult-incme\"; did you mean \"adult-income\"?");
    assertFails(FailureKind.CONFIG, () -> registry().resolve("zzz"))
        .hasMessage("the registry has no model \"zzz\"; it has adult-income.");
  }

  @Test
  void saysWhichVersionsThereAre() {
    register("adult", "run-1", "a");
    assertFails(FailureKind.CONFIG, () -> registry().resolve("adult@7"))
        .hasMessage(
            "\"7\" is not a version of adult; it has version 1 and no alias yet. Promote a"
                + " version first.");
    promote("adult", 1);
    assertFails(FailureKind.CONFIG, () -> registry().resolve("adult@best"))
        .hasMessage(
            "\"best\" is not an alias of adult; it has version 1 and the aliases" + " champion.");
    assertFails(FailureKind.CONFIG, () -> registry().resolve("adult", "bikes@1"))
        .hasMessageStartingWith("\"bikes@1\" names another model than \"adult\";");
  }

  @Test
  void promotesOnceAndRollsBackThroughEarlierChampions() {
    register("adult", "run-1", "a");
    register("adult", "run-2", "b");
    assertThat(promote("adult", 1)).isTrue();
    assertThat(promote("adult", 2)).isTrue();
    assertThat(promote("adult", 2)).isFalse();
    registry().rollback(AliasRequest.champion("adult", "ops", "bad night"));
    assertThat(registry().resolve("adult").version()).isEqualTo(1);
    assertFails(
            FailureKind.CONFIG,
            () -> registry().rollback(AliasRequest.champion("adult", "ops", "again")))
        .hasMessage(
            "adult has had no champion before version 1, so there is nothing to roll back to."
                + " Promote a version instead.");
  }

  @Test
  void rollsBackNothingWithoutAChampion() {
    register("adult", "run-1", "a");
    assertFails(
            FailureKind.CONFIG,
            () -> registry().rollback(AliasRequest.champion("adult", "ops", "why")))
        .hasMessage(
            "adult has no champion, so there is nothing to roll back to. Promote a version"
                + " instead.");
  }

  @Test
  void neverPromotesARejectedVersion() {
    registry()
        .register(
            Versions.request("adult", "run-1", VersionStatus.REJECTED),
            Versions.staging(temporary.resolve("staging"), "a"));
    assertFails(FailureKind.GATES, () -> promote("adult", 1))
        .hasMessage(
            "adult@1 was rejected by its gates (auc.min: 0.8 is below 0.9); only a candidate can be"
                + " promoted. Train a better version.");
    assertFails(FailureKind.CONFIG, () -> promote("adult", 2))
        .hasMessageStartingWith("\"2\" is not a version of adult;");
    assertThat(registry().entries()).hasSize(1);
  }

  @Test
  void findsAFlippedByteInAModelFile() throws IOException {
    ModelVersion version = register("adult", "run-1", "a");
    Path file = local(version).resolve("tensors/w.safetensors");
    Files.writeString(file, "wb");
    assertFails(FailureKind.STORAGE, () -> registry().verify(version))
        .hasMessage(
            "file:"
                + file
                + ": has the SHA-256 3b45022ab36728cdae12e709e945bba267c50ee8a91e6e4388539a8e03a3fdcd, but it was registered with 87b810070b7c739690268360ea392429368787010a558a1837643058d2437dce. The file was changed: restore it from a backup, or roll back to another version.");
    AuditReport report = registry().verifyAll();
    assertThat(report.sound()).isFalse();
    assertThat(report.problems()).hasSize(1);
    assertThat(report.files()).isEqualTo(2);
  }

  @Test
  void reportsMissingAndForeignModelFilesTogether() throws IOException {
    ModelVersion version = register("adult", "run-1", "a");
    Files.delete(local(version).resolve("model.json"));
    Files.writeString(local(version).resolve("extra.bin"), "x");
    assertThatThrownBy(() -> registry().verify(version))
        .hasMessage(
            "file:"
                + local(version)
                + "/model.json: is missing; its SHA-256 is "
                + version.files().get("model.json")
                + ". Restore it from a backup.\nfile:"
                + local(version)
                + "/extra.bin: was not registered with this version. Move it elsewhere.");
  }

  @Test
  void refusesToRegisterOntoDamagedFilesOfTheSameName() throws IOException {
    ModelVersion version = register("adult", "run-1", "a");
    Files.writeString(local(version).resolve("model.json"), "{}");
    assertFails(FailureKind.STORAGE, () -> register("adult", "run-2", "a"))
        .hasMessageContaining("model.json: has the SHA-256 ");
    assertThat(registry().entries()).hasSize(1);
  }

  @Test
  void sweepsWhatAKilledWriterLeftAndKeepsWhatMayBeAlive() throws IOException {
    Path models = Files.createDirectories(directory.resolve("models/adult"));
    Path dead = Files.createDirectory(models.resolve(".incoming-dead"));
    Path alive = Files.createDirectory(models.resolve(".incoming-alive"));
    Files.setLastModifiedTime(
        dead, java.nio.file.attribute.FileTime.from(java.time.Instant.now().minusSeconds(90_000)));
    register("adult", "run-1", "a");
    assertThat(dead).doesNotExist();
    assertThat(alive).exists();
  }

  @Test
  void showsWhatDiffersBetweenVersions() {
    ModelVersion first = register("adult", "run-1", "a");
    ModelVersion second = register("adult", "run-2", "b");
    VersionDiff diff = registry().diff(first, second);
    assertThat(diff.files()).containsOnlyKeys("model.json", "tensors/w.safetensors");
    assertThat(diff.metrics()).isEmpty();
    assertThat(diff.sameConfig()).isTrue();
    assertThat(diff.sameSnapshot()).isTrue();
  }

  @Test
  void refusesADirectoryThatIsNoRegistry() throws IOException {
    Files.createDirectories(directory);
    assertFails(
            FailureKind.CONFIG,
            () -> Registry.openExisting(directory.toString(), new Configuration()))
        .hasMessage(
            directory
                + ": holds no registry: there is no journal at file:"
                + directory
                + ". Check the path, or train a model first.");
    register("adult", "run-1", "a");
    assertThat(Registry.openExisting(directory.toString(), new Configuration()).models())
        .hasSize(1);
  }

  @Test
  void keepsTheEvidenceOfAPromotion() {
    register("adult", "run-1", "a");
    registry()
        .promote(
            new AliasRequest("adult", "champion", "n-1", "drift healed", Map.of("auc", "0.91")), 1);
    var move = registry().model("adult").aliases().get("champion").history().get(0);
    assertThat(move.event().evidence()).containsEntry("auc", "0.91");
    assertThat(move.runId()).isEqualTo("n-1");
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertFails(
      FailureKind kind, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(NightjarException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  private boolean promote(String model, int version) {
    return registry()
        .promote(AliasRequest.champion(model, "ops", "looks good"), version)
        .isPresent();
  }

  private ModelVersion register(String model, String runId, String content) {
    Path staging = temporary.resolve("staging-" + runId + "-" + content);
    return registry().register(Versions.request(model, runId), Versions.staging(staging, content));
  }

  private static Path local(ModelVersion version) {
    return Path.of(version.directory().toUri().getPath());
  }

  private Registry registry() {
    return Registry.open(directory.toString(), new Configuration());
  }
}
