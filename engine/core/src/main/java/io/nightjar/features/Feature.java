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
  @JsonSubTypes.Type(value = DateFeature.class, name = "date")
})
public sealed interface Feature extends Serializable
    permits NumericFeature, CategoricalFeature, BooleanFeature, DateFeature {

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

  /** How null, NaN, zero and infinity are treated, as a sentence for readers of the model. */
  default String treatment() {
    String counts = "null (%d in training)".formatted(missing().nulls());
    String nans = " and NaN (%d) are".formatted(missing().nans());
    return counts
        + (type().isNumeric() ? nans : " is")
        + " missing: "
        + whenMissing()
        + (missing().seen() ? ", with a column of its own for missing" : "")
        + (type().isNumeric() ? "; 0 is a value; an infinite value can't be scored" : "");
  }

  /** What a missing value becomes. */
  String whenMissing();
}
