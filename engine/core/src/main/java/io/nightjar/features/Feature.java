package io.nightjar.features;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;

/**
 * One fitted encoding of one input column, frozen with the model. Missing has an encoding of its
 * own where training met it, and is never the same as zero.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = NumericFeature.class, name = "numeric"),
  @JsonSubTypes.Type(value = CategoricalFeature.class, name = "categorical"),
  @JsonSubTypes.Type(value = BooleanFeature.class, name = "boolean"),
  @JsonSubTypes.Type(value = DateFeature.class, name = "date"),
  @JsonSubTypes.Type(value = KeyFeature.class, name = "key"),
  @JsonSubTypes.Type(value = HashedFeature.class, name = "hashed"),
  @JsonSubTypes.Type(value = VectorFeature.class, name = "vector")
})
public sealed interface Feature extends Serializable
    permits NumericFeature,
        CategoricalFeature,
        BooleanFeature,
        DateFeature,
        KeyFeature,
        HashedFeature,
        VectorFeature {

  /** The input column it encodes. */
  String column();

  /** The type that the column is read as. */
  ColumnType type();

  /** What was missing in training. */
  Missing missing();

  /** The column as the model's signature lists it. */
  default InputColumn input() {
    return new InputColumn(column(), type(), missing().seen());
  }

  /**
   * How linear models treat null, NaN, zero and infinity, as a sentence for readers of the model.
   */
  default String treatment() {
    return treatment(
        whenMissing() + (missing().seen() ? ", with a column of its own for missing" : ""));
  }

  /** The same sentence of models in which a missing value becomes something else. */
  default String treatment(String whenMissing) {
    String counts = "null (%d in training)".formatted(missing().nulls());
    String nans = " and NaN (%d) are".formatted(missing().nans());
    return counts
        + (type().isNumeric() ? nans : " is")
        + " missing: "
        + whenMissing
        + (type().isNumeric() ? "; 0 is a value; an infinite value can't be scored" : "");
  }

  /** What a missing value becomes in linear models. */
  String whenMissing();
}
