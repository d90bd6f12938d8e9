package io.nightjar.spark.train.block;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.features.design.LinearDesign;
import io.nightjar.features.design.Precision;
import io.nightjar.features.design.RowEncoder;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.DoubleColumnBlock;
import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.kernels.linear.GlmTarget;
import io.nightjar.model.Task;
import io.nightjar.spark.data.RawRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Cuts one partition's rows into encoded blocks, in their order. */
final class BlockIterator implements Iterator<LabelledBlock> {
  private final Iterator<Row> rows;
  private final BlockPlan plan;
  private final RawRows reader;
  private final RowEncoder encoder;
  private final int width;
  private final int labelAt;
  private final int offsetAt;
  private final Object[] raw;

  BlockIterator(Iterator<Row> rows, StructType schema, BlockPlan plan) {
    this.rows = rows;
    this.plan = plan;
    LinearDesign design = LinearDesign.of(plan.features());
    List<String> features = plan.features().signature().names();
    List<String> names = new ArrayList<>(features);
    names.add(plan.target().column());
    if (plan.weight() != null) {
      names.add(plan.weight());
    }
    if (plan.offset() != null) {
      names.add(plan.offset().column());
    }
    this.labelAt = features.size();
    this.offsetAt = plan.offset() == null ? -1 : names.size() - 1;
    this.reader = new RawRows(schema, names);
    this.encoder = design.encoder(features, plan.precision());
    this.width = design.width();
    this.raw = new Object[names.size()];
  }

  @Override
  public boolean hasNext() {
    return rows.hasNext();
  }

  @Override
  public LabelledBlock next() {
    if (!rows.hasNext()) {
      throw new NoSuchElementException("no more rows");
    }
    return plan.precision() == Precision.FLOAT ? floats() : doubles();
  }

  private LabelledBlock floats() {
    float[][] columns = new float[width + plan.fixedColumns()][plan.rows()];
    Targets targets = new Targets();
    int count = 0;
    while (count < plan.rows() && rows.hasNext()) {
      reader.read(rows.next(), raw);
      require(encoder.encode(raw, count, columns));
      if (columns.length > width) {
        columns[width][count] = (float) offset();
        columns[width + 1][count] = (float) (offset() - columns[width][count]);
      }
      targets.add(count++);
    }
    for (int j = 0; j < columns.length && count < plan.rows(); j++) {
      columns[j] = Arrays.copyOf(columns[j], count);
    }
    return block(new ColumnBlock(count, columns), targets);
  }

  private LabelledBlock doubles() {
    double[][] columns = new double[width + plan.fixedColumns()][plan.rows()];
    Targets targets = new Targets();
    int count = 0;
    while (count < plan.rows() && rows.hasNext()) {
      reader.read(rows.next(), raw);
      require(encoder.encode(raw, count, columns));
      if (columns.length > width) {
        columns[width][count] = offset();
      }
      targets.add(count++);
    }
    for (int j = 0; j < columns.length && count < plan.rows(); j++) {
      columns[j] = Arrays.copyOf(columns[j], count);
    }
    return block(new DoubleColumnBlock(count, columns), targets);
  }

  private double offset() {
    return offsetAt >= 0 && raw[offsetAt] instanceof Number offset
        ? offset.doubleValue()
        : Double.NaN;
  }

  private static LabelledBlock block(FeatureBlock features, Targets targets) {
    return new LabelledBlock(features, targets.first(features.rows()));
  }

  private void require(int code) {
    if (code != RowEncoder.ENCODED) {
      throw NightjarException.of(
          FailureKind.DATA,
          "a training row can't be encoded: " + encoder.reason(code, raw) + "; mend it");
    }
  }

  /** Labels and weights of the rows read so far. */
  private final class Targets {
    private final double[] labels = new double[plan.rows()];
    private final double[] weights = plan.weight() == null ? null : new double[plan.rows()];

    void add(int row) {
      labels[row] = label(raw[labelAt]);
      if (plan.offset() != null && plan.offset().place() == OffsetPlan.Place.LABEL) {
        labels[row] -= offset();
      }
      if (weights != null) {
        weights[row] =
            raw[labelAt + 1] instanceof Number weight ? weight.doubleValue() : Double.NaN;
      }
    }

    private double label(Object value) {
      if (plan.target().task() == Task.REGRESSION) {
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
      }
      int code = plan.target().code(value);
      if (code < 0) {
        throw NightjarException.of(
            FailureKind.DATA,
            plan.target().column(),
            "is "
                + value
                + " in a training row; must be one of "
                + plan.target().classes()
                + "; mend it");
      }
      return code;
    }

    GlmTarget first(int rows) {
      return new GlmTarget(
          Arrays.copyOf(labels, rows), weights == null ? null : Arrays.copyOf(weights, rows));
    }
  }
}
