package io.nightjar.spark.recipe.tune;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.model.files.Sha256;
import io.nightjar.spark.run.NightjarVersion;
import io.nightjar.spark.run.RecordJson;
import io.nightjar.spark.run.RunContext;
import io.nightjar.spark.storage.IoReason;
import io.nightjar.spark.storage.StorageRoot;
import io.nightjar.spark.train.checkpoint.CheckpointOrigin;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What fits of a search came to, each a file {@code FIT-SHA256.json} beside the run's checkpoints,
 * so that a run that is stopped and started again makes none of them twice. Failed fits are not
 * kept: another try may come through. For several threads.
 */
final class FinishedFits {
  private static final Logger LOG = LoggerFactory.getLogger(FinishedFits.class);
  private static final Pattern NAME = Pattern.compile("(trial-[0-9a-z-]+)-([0-9a-f]{64})[.]json");
  private static final String ORIGIN = "origin";
  private static final String SCORE = "score";

  private final StorageRoot root;
  private final CheckpointOrigin origin;
  private final Map<String, FoldScore> found = new HashMap<>();
  private final Map<String, Integer> passedOver = new TreeMap<>();
  private String unlisted = "";
  private String notKept = "";

  private FinishedFits(StorageRoot root, CheckpointOrigin origin) {
    this.root = root;
    this.origin = origin;
  }

  /**
   * Those that a stopped run of the same id, table, config and build has left.
   *
   * @param folder where they are kept, which need not be there yet
   * @throws io.nightjar.NightjarException CONFIG or STORAGE where the folder can't be used
   */
  static FinishedFits in(Path folder, RunContext run, SearchData data) {
    CheckpointOrigin origin =
        new CheckpointOrigin(
            data.snapshot().fingerprint(), run.config().configSha256(), NightjarVersion.text());
    StorageRoot root = StorageRoot.open(folder.toString(), run.hadoop());
    FinishedFits fits = new FinishedFits(root, origin);
    fits.find();
    return fits;
  }

  /** What a fit had come to before this run was stopped. */
  Optional<FoldScore> of(String fit) {
    return Optional.ofNullable(found.get(fit));
  }

  /** Keeps what a fit came to; where that fails the search goes on, and a note says so. */
  FoldScore keep(String fit, FoldScore score) {
    if (score.value() == null) {
      return score;
    }
    Map<String, Object> content = Map.of(ORIGIN, origin, SCORE, score);
    byte[] bytes = RecordJson.pretty(content).getBytes(StandardCharsets.UTF_8);
    String name = fit + "-" + Sha256.of(bytes) + ".json";
    try {
      root.writes().replace(root.resolve(name), bytes);
    } catch (IOException e) {
      LOG.warn("The result of {} could not be kept in {}", fit, root.path(), e);
      notKept(fit, e);
    }
    return score;
  }

  private synchronized void notKept(String fit, IOException e) {
    notKept =
        "the result of %s could not be kept in %s: %s; a stopped run would make this fit again"
            .formatted(fit, root.path(), IoReason.of(e));
  }

  /** What a person should know of them. */
  synchronized List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (!found.isEmpty()) {
      notes.add(
          "the search took up %d fits that were done when this run was stopped, from %s"
              .formatted(found.size(), root.path()));
    }
    passedOver.forEach(
        (why, count) ->
            notes.add(
                "of the search's fits in %s %d were made anew: %s"
                    .formatted(root.path(), count, why)));
    Stream.of(unlisted, notKept).filter(note -> !note.isEmpty()).forEach(notes::add);
    return notes;
  }

  private void find() {
    try {
      for (FileStatus file : root.fileSystem().listStatus(root.path())) {
        Matcher name = NAME.matcher(file.getPath().getName());
        if (name.matches()) {
          read(file.getPath(), name.group(1), name.group(2));
        }
      }
    } catch (FileNotFoundException e) {
      LOG.debug("No search was stopped before: there is no {}", root.path());
    } catch (IOException e) {
      unlisted = root.path() + " can't be listed: " + IoReason.of(e) + "; the search begins anew";
    }
  }

  private void read(Path file, String fit, String sha256) {
    try (InputStream in = root.fileSystem().open(file)) {
      byte[] bytes = in.readAllBytes();
      if (!Sha256.of(bytes).equals(sha256)) {
        passOver("the SHA-256 is not what the file's name says: damaged");
        return;
      }
      JsonNode content = RecordJson.parse(new String(bytes, StandardCharsets.UTF_8));
      String differences =
          origin.differences(RecordJson.read(content.path(ORIGIN), CheckpointOrigin.class));
      if (differences.isEmpty()) {
        found.put(fit, RecordJson.read(content.path(SCORE), FoldScore.class));
      } else {
        passOver(differences);
      }
    } catch (IOException e) {
      passOver("the file can't be read: " + IoReason.of(e));
    } catch (IllegalArgumentException e) {
      passOver("the file is of another form: " + e.getMessage());
    }
  }

  private void passOver(String why) {
    passedOver.merge(why, 1, Integer::sum);
  }
}
