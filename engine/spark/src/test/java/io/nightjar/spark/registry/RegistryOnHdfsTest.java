package io.nightjar.spark.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.NightjarException;
import io.nightjar.journal.JournalEntry;
import io.nightjar.spark.lease.Lease;
import io.nightjar.spark.lease.LeaseRequest;
import io.nightjar.spark.storage.HdfsFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model's life and competing writers on a real HDFS. */
class RegistryOnHdfsTest {
  @TempDir private Path temporary;
  private String uri;

  @BeforeEach
  void choose() {
    uri = HdfsFixture.newDirectory();
  }

  @Test
  void carriesAModelFromStagingToChampionAndBack() throws IOException {
    ModelVersion first = register("run-1", "a");
    ModelVersion second = register("run-2", "b");
    assertThat(register("run-2", "b")).isEqualTo(second);
    Registry registry = registry();
    assertThat(registry.promote(AliasRequest.champion("adult", "ops", "good"), 1)).isPresent();
    assertThat(registry.promote(AliasRequest.champion("adult", "ops", "better"), 2)).isPresent();
    registry.rollback(AliasRequest.champion("adult", "ops", "bad night"));
    assertThat(registry().resolve("adult")).isEqualTo(first);
    assertThat(registry().verifyAll().sound()).isTrue();
    Path local = registry.localDirectory(second, temporary.toRealPath().resolve("cache"));
    assertThat(local.resolve("tensors/w.safetensors")).hasContent("wb");
  }

  @Test
  void neverHandsOutAChangedFile() throws IOException {
    ModelVersion version = register("run-1", "a");
    org.apache.hadoop.fs.Path file =
        new org.apache.hadoop.fs.Path(version.directory(), "model.json");
    try (var out = file.getFileSystem(new Configuration()).create(file, true)) {
      out.write('x');
    }
    Path cache = temporary.toRealPath().resolve("cache");
    assertThatThrownBy(() -> registry().localDirectory(version, cache))
        .isInstanceOf(NightjarException.class)
        .hasMessageStartingWith(file + ": has the SHA-256 ");
  }

  @Test
  void losesAndDoublesNothingWithManyWritersAtOnce() throws Exception {
    int writers = 12;
    ExecutorService pool = Executors.newFixedThreadPool(writers);
    try {
      List<Callable<Optional<JournalEntry>>> tasks = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        String runId = "run-" + writer;
        tasks.add(() -> registry().append(runId, JournalStoreTest.nextVersion("m")));
      }
      for (Future<Optional<JournalEntry>> task : pool.invokeAll(tasks)) {
        assertThat(task.get()).isPresent();
      }
    } finally {
      pool.shutdown();
    }
    assertThat(registry().entries().stream().map(JournalEntry::runId).distinct()).hasSize(writers);
  }

  @Test
  void letsOneNightRunAtATime() {
    LeaseRequest night = LeaseRequest.of("adult", "2026-11-19", "run-1");
    try (Lease lease = registry().lease(night)) {
      lease.requireHeld();
      assertThatThrownBy(() -> registry().lease(night))
          .hasMessageStartingWith("adult for 2026-11-19: is already running: run run-1 on host ");
    }
    try (Lease again = registry().lease(night)) {
      assertThat(again.generation()).isEqualTo(2);
    }
  }

  private ModelVersion register(String runId, String content) {
    return registry()
        .register(
            Versions.request("adult", runId),
            Versions.staging(temporary.resolve("staging-" + content), content));
  }

  private Registry registry() {
    return Registry.open(uri, new Configuration());
  }
}
