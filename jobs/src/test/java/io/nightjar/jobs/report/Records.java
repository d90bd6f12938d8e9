package io.nightjar.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Run records of made data: a training, a night with drift, a search, and runs that failed. */
final class Records {
  /**
   * Every record there is: two-class, a night, rejected data, many classes, regression, a search,
   * clusters, components.
   */
  static final List<String> ALL =
      List.of("train", "nightly", "rejected", "multiclass", "regression", "tune", "kmeans", "pca");

  private static final ObjectMapper JSON = new ObjectMapper();

  private Records() {}

  static JsonNode read(String name) {
    try (InputStream in = Records.class.getResourceAsStream("/report/" + name + ".json")) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String page(String name) {
    return HtmlReport.render(read(name));
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
