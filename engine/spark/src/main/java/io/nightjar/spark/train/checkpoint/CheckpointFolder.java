package io.nightjar.spark.train.checkpoint;

import io.nightjar.NightjarException;
import io.nightjar.model.files.Sha256;
import io.nightjar.model.files.format.Tensor;
import io.nightjar.spark.storage.IoReason;
import io.nightjar.spark.storage.StorageRoot;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of one run, each a file {@code round-0000040-ORIGIN-SHA256.safetensors} that is
 * there wholly or not at all. The last two of an origin are kept, so that a damaged one has one
 * before it. It travels to the task that fits, so the folder must be one that executors reach.
 */
final class CheckpointFolder<S extends Serializable> implements Checkpoints<S> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointFolder.class);
  private static final Pattern NAME =
      Pattern.compile("round-(\\d{7})-([0-9a-f]{16})-([0-9a-f]{64})[.]safetensors");
  private static final int KEPT = 2;

  /** What an array of bytes holds, less the header. */
  private static final long MOST_BYTES = Integer.MAX_VALUE - (1L << 20);

  private final String folder;
  private final int every;
  private final CheckpointOrigin origin;
  private final StateForm<S> form;
  private final SerializableConfiguration hadoop;
  private final ArrayList<String> notes = new ArrayList<>();

  /**
   * A folder, which need not be there yet.
   *
   * @param folder a path or URI
   * @param every rounds between two checkpoints, 1 or more
   * @param origin what is fitted
   * @param form how states are written
   * @param hadoop the settings of its file system
   */
  CheckpointFolder(
      String folder, int every, CheckpointOrigin origin, StateForm<S> form, Configuration hadoop) {
    this.folder = folder;
    this.every = every;
    this.origin = origin;
    this.form = form;
    this.hadoop = new SerializableConfiguration(hadoop);
  }

  /**
   * The last whole checkpoint of this origin, or the start where there is none; {@link #notes} says
   * which it is and what was passed over, and why.
   *
   * @throws NightjarException CONFIG or STORAGE where the folder can't be used
   */
  @Override
  public Continuation<S> latest() {
    StorageRoot root = StorageRoot.open(folder, hadoop.value());
    try {
      for (Path file : files(root)) {
        Optional<S> found = usable(root, file);
        if (found.isPresent()) {
          notes.add(
              "the fit went on from "
                  + file
                  + ", what "
                  + round(file)
                  + " rounds had come to when this run was stopped");
          return new Continuation<>(found.get(), this);
        }
      }
    } catch (IOException e) {
      notes.add(folder + " can't be listed: " + IoReason.of(e) + "; the fit begins anew");
    }
    return new Continuation<>(null, this);
  }

  @Override
  public List<String> notes() {
    return List.copyOf(notes);
  }

  /** Keeps every n-th round; where that fails the fit goes on, and a note says so. */
  @Override
  public void after(int rounds, S soFar) {
    if (rounds % every != 0) {
      return;
    }
    List<Tensor> state = form.tensors(soFar);
    long length = state.stream().mapToLong(tensor -> tensor.bytes().length).sum();
    if (length > MOST_BYTES) {
      notKept(rounds, "it has " + length + " bytes, and a file of them " + MOST_BYTES + " at most");
      return;
    }
    try {
      StorageRoot root = StorageRoot.open(folder, hadoop.value());
      byte[] bytes = CheckpointFile.bytes(origin, state);
      String name =
          String.format(
              Locale.ROOT, "round-%07d-%s-%s.safetensors", rounds, origin.tag(), Sha256.of(bytes));
      root.writes().replace(root.resolve(name), bytes);
      prune(root, rounds);
    } catch (IOException e) {
      LOG.warn("The checkpoint after round {} could not be kept in {}", rounds, folder, e);
      notKept(rounds, IoReason.of(e));
    }
  }

  private void notKept(int rounds, String why) {
    notes.add(
        "the checkpoint after round "
            + rounds
            + " could not be kept in "
            + folder
            + ": "
            + why
            + "; a stopped run would go on from an earlier one");
  }

  private void prune(StorageRoot root, int rounds) throws IOException {
    List<Path> own =
        files(root).stream()
            .filter(file -> matched(file).group(2).equals(origin.tag()) && round(file) <= rounds)
            .toList();
    for (Path old : own.subList(Math.min(KEPT, own.size()), own.size())) {
      root.fileSystem().delete(old, false);
    }
  }

  /** The newest first. */
  private static List<Path> files(StorageRoot root) throws IOException {
    try {
      return Arrays.stream(root.fileSystem().listStatus(root.path()))
          .map(FileStatus::getPath)
          .filter(path -> NAME.matcher(path.getName()).matches())
          .sorted(Comparator.comparing(Path::getName).reversed())
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  private static Matcher matched(Path file) {
    Matcher matcher = NAME.matcher(file.getName());
    if (!matcher.matches()) {
      throw new IllegalStateException(file + " was not filtered");
    }
    return matcher;
  }

  private static int round(Path file) {
    return Integer.parseInt(matched(file).group(1));
  }

  private Optional<S> usable(StorageRoot root, Path file) {
    try (InputStream in = root.fileSystem().open(file)) {
      byte[] bytes = in.readAllBytes();
      String hash = Sha256.of(bytes);
      if (!hash.equals(matched(file).group(3))) {
        return passedOver(file, "its SHA-256 is " + hash + ", not what its name says: damaged");
      }
      NamedTensors tensors = CheckpointFile.read(bytes, file.toString());
      String differences = origin.differences(CheckpointFile.origin(tensors));
      return differences.isEmpty()
          ? Optional.of(form.state(tensors))
          : passedOver(file, differences);
    } catch (IOException e) {
      return passedOver(file, "it can't be read: " + IoReason.of(e));
    } catch (NightjarException | IllegalArgumentException e) {
      return passedOver(file, "it is of another form: " + e.getMessage());
    }
  }

  private Optional<S> passedOver(Path file, String why) {
    notes.add("the checkpoint " + file + " was not used: " + why);
    return Optional.empty();
  }
}
