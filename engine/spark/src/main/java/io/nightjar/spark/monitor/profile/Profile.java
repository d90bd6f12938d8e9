package io.nightjar.spark.monitor.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import java.io.IOException;
import java.util.List;

/**
 * The distributions of a model's training rows and of its predictions for them, frozen with the
 * model. The same rows give the same bytes, whatever their order and partitions.
 *
 * @param format version of this layout, 1
 * @param rows how many rows were profiled
 * @param prediction the column of predictions; null where there is none
 * @param numeric columns of numbers and dates
 * @param categorical columns of categories
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Profile(
    int format,
    long rows,
    String prediction,
    List<NumericProfile> numeric,
    List<CategoricalProfile> categorical) {
  static final int FORMAT = 1;

  /** Digits as short as they can be, by the same algorithm on every Java version. */
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build());

  /** Copies its lists. */
  public Profile {
    numeric = List.copyOf(numeric);
    categorical = List.copyOf(categorical);
  }

  /** The profile as UTF-8 JSON. */
  public byte[] toJson() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a profile of " + rows + " rows can't be written", e);
    }
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws NightjarException of kind STORAGE where it is damaged or of another format
   */
  public static Profile fromJson(byte[] json) {
    Profile profile;
    try {
      profile = JSON.readValue(json, Profile.class);
    } catch (IOException e) {
      throw NightjarException.of(
          FailureKind.STORAGE, "", "the profile is damaged: " + firstLine(e.getMessage()), e);
    }
    if (profile.format != FORMAT) {
      throw NightjarException.of(
          FailureKind.STORAGE,
          "the profile has format " + profile.format + "; this version reads " + FORMAT + ".");
    }
    return profile;
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("it is empty");
  }
}
