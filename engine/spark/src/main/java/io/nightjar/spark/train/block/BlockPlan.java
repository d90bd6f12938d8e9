package io.nightjar.spark.train.block;

import io.nightjar.features.FeatureSpec;
import io.nightjar.features.design.Precision;
import io.nightjar.model.Target;
import io.nightjar.spark.train.size.FitShape;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How rows become blocks.
 *
 * @param features the fitted encodings
 * @param precision of the design columns
 * @param target the label; every row's is 0 where there is none
 * @param weight the weight's column; null where rows aren't weighted
 * @param offset what is added to the margin; null where there is none
 * @param rows most rows of a block, 1 or more
 * @param layout how the design columns are kept
 */
public record BlockPlan(
    FeatureSpec features,
    Precision precision,
    Target target,
    String weight,
    OffsetPlan offset,
    int rows,
    Layout layout)
    implements Serializable {

  /** How blocks keep the design columns. */
  public enum Layout {
    /** Each is written. */
    DENSE,
    /** Of a category, only which column is 1: {@link io.nightjar.kernels.block.OneHotBlock}. */
    ONE_HOT,
    /**
     * Of a vector, only the values that aren't 0: {@link io.nightjar.kernels.block.SparseBlock}.
     */
    SPARSE
  }

  /** Blocks whose columns are all written. */
  public BlockPlan(
      FeatureSpec features,
      Precision precision,
      Target target,
      String weight,
      OffsetPlan offset,
      int rows) {
    this(features, precision, target, weight, offset, rows, Layout.DENSE);
  }

  /**
   * The columns that are read: the features' in the order of their signature, the label, the weight
   * and the offset, where there are such.
   */
  public List<String> columns() {
    List<String> names = new ArrayList<>(features.signature().names());
    if (target.task().labelled()) {
      names.add(target.column());
    }
    if (weight != null) {
      names.add(weight);
    }
    if (offset != null) {
      names.add(offset.column());
    }
    return List.copyOf(names);
  }

  /** How many columns behind the design columns hold the offset. */
  public int fixedColumns() {
    if (offset == null || offset.place() == OffsetPlan.Place.LABEL) {
      return 0;
    }
    return precision == Precision.FLOAT ? 2 : 1;
  }

  /** Bytes of a row in such blocks: the columns, the label and the weight. */
  public static long rowBytes(Precision precision, FitShape rows) {
    long cell = precision == Precision.FLOAT ? Float.BYTES : Double.BYTES;
    return cell * (rows.heldColumns() + rows.fixedColumns()) + Double.BYTES + rows.weightBytes();
  }
}
