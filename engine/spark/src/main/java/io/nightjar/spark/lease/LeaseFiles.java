package io.nightjar.spark.lease;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.spark.storage.IoReason;
import io.nightjar.spark.storage.StorageRoot;
import io.nightjar.spark.storage.UnknownOutcomeException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * {@code locks/<job>/<date>/}: {@code 000001.json} holds the first owner, {@code 000001.heartbeat}
 * its last sign of life, {@code 000001.released} says that it ended; the next owner is {@code
 * 000002}. Numbers only rise, so an owner that was taken for dead sees that it was replaced.
 */
final class LeaseFiles {
  private static final Pattern OWNER = Pattern.compile("\\d{6}\\.json");
  private static final int MAX_BYTES = 1 << 16;

  private final StorageRoot root;
  private final String directory;

  LeaseFiles(StorageRoot root, LeaseRequest request) {
    this.root = root;
    this.directory = "locks/" + request.job() + "/" + request.date();
  }

  /** The highest generation; 0 when nobody ever took the lease. */
  int latest() {
    try {
      int latest = 0;
      for (FileStatus file : root.fileSystem().listStatus(root.resolve(directory))) {
        String name = file.getPath().getName();
        if (OWNER.matcher(name).matches()) {
          latest = Math.max(latest, Integer.parseInt(name.substring(0, 6)));
        }
      }
      return latest;
    } catch (FileNotFoundException e) {
      return 0;
    } catch (IOException e) {
      throw failed(root.resolve(directory), e);
    }
  }

  LeaseOwner owner(int generation) {
    Path file = file(generation, "json");
    return LeaseOwner.read(
        read(file)
            .orElseThrow(
                () -> failed(file, new FileNotFoundException("it was there a moment ago"))),
        file.toString());
  }

  /** The owner's last sign of life; empty when it has given none but its taking. */
  Optional<Instant> heartbeat(int generation) {
    try {
      return read(file(generation, "heartbeat"))
          .map(bytes -> Instant.parse(new String(bytes, StandardCharsets.UTF_8)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  boolean released(int generation) {
    return read(file(generation, "released")).isPresent();
  }

  boolean exists(int generation) {
    return read(file(generation, "json")).isPresent();
  }

  /** True when this owner has the generation; false when another one was faster. */
  boolean take(int generation, LeaseOwner owner) {
    Path file = file(generation, "json");
    byte[] bytes = owner.bytes();
    try {
      root.writes().createIfAbsent(file, bytes);
      return true;
    } catch (FileAlreadyExistsException | UnknownOutcomeException e) {
      byte[] found =
          read(file)
              .orElseThrow(
                  () ->
                      NightjarException.of(
                          FailureKind.STORAGE,
                          file.toString(),
                          "it is unknown whether the lease was taken ("
                              + IoReason.of(e)
                              + "). Run again when the storage answers; a lease without signs of"
                              + " life ends by itself.",
                          e));
      return Arrays.equals(found, bytes);
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  void beat(int generation, Instant now) throws IOException {
    root.writes().replace(file(generation, "heartbeat"), text(now));
  }

  void release(int generation, Instant now) throws IOException {
    root.writes().replace(file(generation, "released"), text(now));
  }

  Path file(int generation, String ending) {
    return root.resolve(
        directory + "/" + String.format(Locale.ROOT, "%06d.%s", generation, ending));
  }

  private Optional<byte[]> read(Path file) {
    try (FSDataInputStream in = root.fileSystem().open(file)) {
      return Optional.of(in.readNBytes(MAX_BYTES));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  private static byte[] text(Instant instant) {
    return instant.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static NightjarException failed(Path file, IOException cause) {
    return NightjarException.of(
        FailureKind.STORAGE,
        file.toString(),
        "the lease can't be read or written: "
            + IoReason.of(cause)
            + ". Check the storage and the access rights, then run again.",
        cause);
  }
}
