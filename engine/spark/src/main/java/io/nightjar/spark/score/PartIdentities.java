package io.nightjar.spark.score;

import io.nightjar.model.files.Sha256;
import io.nightjar.spark.data.DataFile;
import io.nightjar.spark.data.TableOrigin;
import io.nightjar.spark.data.expression.RowFilter;
import io.nightjar.spark.data.parquet.FileSplit;
import io.nightjar.spark.score.ScoringModel.Challenger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Digests of all that the content of a part of the scores hangs on, but the time of scoring: run,
 * models, settings, filter, rules and program, and the byte ranges, lengths and modification times
 * of the files that it is made of.
 */
final class PartIdentities {
  private static final int HEX_DIGITS = 32;

  private final String run;
  private final Map<String, DataFile> files = new HashMap<>();

  /**
   * Of the parts of one run.
   *
   * @param filter of the rows; empty where all are scored
   * @param schema of the scores, as JSON
   */
  PartIdentities(
      ScoreRequest request,
      ScoringModel model,
      TableOrigin origin,
      Optional<RowFilter> filter,
      String schema) {
    this.run =
        String.join(
            "\n",
            request.job(),
            request.runId(),
            request.runDate().toString(),
            request.config().toString(),
            filter.map(RowFilter::text).orElse(""),
            request.rules().text(),
            request.nightjarVersion(),
            model.name(),
            Integer.toString(model.version()),
            model.sha256(),
            model.challengers().stream().map(Challenger::version).toList().toString(),
            model.scorer().settings(),
            schema);
    origin.files().forEach(file -> files.put(file.path(), file));
  }

  /** By partition; empty where a file isn't among those that were looked at. */
  List<String> of(List<List<FileSplit>> splits) {
    List<String> identities = new ArrayList<>();
    for (List<FileSplit> part : splits) {
      StringBuilder text = new StringBuilder(run);
      for (FileSplit split : part) {
        DataFile file = files.get(split.path());
        if (file == null) {
          return List.of();
        }
        text.append('\n').append(split).append(' ').append(file);
      }
      byte[] utf8 = text.toString().getBytes(StandardCharsets.UTF_8);
      identities.add(Sha256.of(utf8).substring(0, HEX_DIGITS));
    }
    return List.copyOf(identities);
  }
}
