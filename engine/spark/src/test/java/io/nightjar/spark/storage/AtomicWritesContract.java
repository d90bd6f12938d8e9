package io.nightjar.spark.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;

/** What every file system that carries a registry must do. */
abstract class AtomicWritesContract {

  /** An empty root of its own for each test. */
  abstract StorageRoot root();

  @Test
  void createsAFileInADirectoryThatIsNotThereYet() throws IOException {
    StorageRoot root = root();
    Path file = root.resolve("a/b/c.json");
    root.writes().createIfAbsent(file, bytes("first"));
    assertThat(read(root, file)).isEqualTo("first");
    assertThat(names(root, "a/b")).containsExactly("c.json");
  }

  @Test
  void keepsAFileThatIsThere() throws IOException {
    StorageRoot root = root();
    Path file = root.resolve("a/c.json");
    root.writes().createIfAbsent(file, bytes("first"));
    assertThatThrownBy(() -> root.writes().createIfAbsent(file, bytes("second")))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(read(root, file)).isEqualTo("first");
    assertThat(names(root, "a")).containsExactly("c.json");
  }

  @Test
  void letsExactlyOneOfManyWritersCreateAFile() throws Exception {
    StorageRoot root = root();
    int writers = 16;
    for (int round = 0; round < 5; round++) {
      Path file = root.resolve("race/" + round + ".json");
      List<Callable<String>> races = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        String content = "writer " + writer;
        races.add(() -> tryCreate(root, file, content));
      }
      List<String> winners = run(races);
      assertThat(winners).hasSize(1);
      assertThat(read(root, file)).isEqualTo(winners.get(0));
    }
    assertThat(names(root, "race")).hasSize(5);
  }

  @Test
  void replacesAFile() throws IOException {
    StorageRoot root = root();
    Path file = root.resolve("a/beat");
    root.writes().replace(file, bytes("one"));
    root.writes().replace(file, bytes("two"));
    assertThat(read(root, file)).isEqualTo("two");
    assertThat(names(root, "a")).containsExactly("beat");
  }

  @Test
  void movesADirectoryOnceAndNeverIntoAnother() throws IOException {
    StorageRoot root = root();
    Path first = root.resolve("m/.incoming-1");
    Path second = root.resolve("m/.incoming-2");
    Path target = root.resolve("m/final");
    root.writes().replace(new Path(first, "model.json"), bytes("one"));
    root.writes().replace(new Path(second, "model.json"), bytes("two"));
    root.writes().moveDirectory(first, target);
    assertThatThrownBy(() -> root.writes().moveDirectory(second, target))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(read(root, new Path(target, "model.json"))).isEqualTo("one");
    assertThat(names(root, "m/final")).containsExactly("model.json");
    assertThat(names(root, "m")).containsExactlyInAnyOrder("final", ".incoming-2");
  }

  static byte[] bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  static String read(StorageRoot root, Path file) throws IOException {
    try (var in = root.fileSystem().open(file)) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  static List<String> names(StorageRoot root, String directory) throws IOException {
    return Arrays.stream(root.fileSystem().listStatus(root.resolve(directory)))
        .map(FileStatus::getPath)
        .map(Path::getName)
        .toList();
  }

  private static String tryCreate(StorageRoot root, Path file, String content) throws IOException {
    try {
      root.writes().createIfAbsent(file, bytes(content));
      return content;
    } catch (FileAlreadyExistsException lost) {
      return "";
    }
  }

  private static List<String> run(List<Callable<String>> races) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(races.size());
    try {
      List<String> winners = new ArrayList<>();
      for (Future<String> race : pool.invokeAll(races)) {
        if (!race.get().isEmpty()) {
          winners.add(race.get());
        }
      }
      return winners;
    } finally {
      pool.shutdown();
    }
  }
}
