package io.nightjar.jobs.demo;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder that a demo writes to; only a former demo's folder is ever emptied. */
public final class DemoFolder {
  private static final String MARK = ".nightjar-demo";

  private DemoFolder() {}

  /** Makes an empty folder; refuses one that holds something else than a former demo. */
  public static void clear(Path folder) {
    try {
      if (Files.exists(folder) && !isFormerDemo(folder)) {
        throw NightjarException.of(
            FailureKind.CONFIG,
            "--folder",
            "is '"
                + folder
                + "', which is not empty and no former demo's; name another folder or empty it.");
      }
      deleteTree(folder);
      Files.createDirectories(folder);
      Files.createFile(folder.resolve(MARK));
    } catch (IOException e) {
      throw NightjarException.of(
          FailureKind.STORAGE,
          folder.toString(),
          "could not be made: " + e.getMessage() + "; name another with --folder.",
          e);
    }
  }

  private static boolean isFormerDemo(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> inside = Files.list(folder)) {
      return Files.exists(folder.resolve(MARK)) || inside.findAny().isEmpty();
    }
  }

  private static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
