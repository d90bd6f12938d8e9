package io.nightjar.spark.train.trees;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.features.design.RowEncoder;
import io.nightjar.features.design.TreeDesign;
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
final class TreeBlockIterator implements Iterator<TreeBlock> {
  private final Iterator<Row> rows;
  private final TreePlan plan;
  private final TreeBlock.Role role;
  private final RawRows reader;
  private final RowEncoder encoder;
  private final int width;
  private final int labelAt;
  private final Object[] raw;

  TreeBlockIterator(Iterator<Row> rows, StructType schema, TreePlan plan, TreeBlock.Role role) {
    this.rows = rows;
    this.plan = plan;
    this.role = role;
    TreeDesign design = TreeDesign.of(plan.features());
    List<String> features = plan.features().signature().names();
    List<String> names = new ArrayList<>(features);
    names.add(plan.target().column());
    names.add(TreePlan.KEY);
    if (plan.weight() != null) {
      names.add(plan.weight());
    }
    this.reader = new RawRows(schema, names);
    this.encoder = design.encoder(features);
    this.width = design.width();
    this.labelAt = features.size();
    this.raw = new Object[names.size()];
  }

  @Override
  public boolean hasNext() {
    return rows.hasNext();
  }

  @Override
  public TreeBlock next() {
    if (!rows.hasNext()) {
      throw new NoSuchElementException("no more rows");
    }
    Rows read = new Rows();
    while (read.count < plan.blockRows() && rows.hasNext()) {
      reader.read(rows.next(), raw);
      read.add();
    }
    return read.block();
  }

  /** The rows of a block while they are read. */
  private final class Rows {
    private final float[][] columns = new float[width][plan.blockRows()];
    private final double[] labels = new double[plan.blockRows()];
    private final double[] weights = weighted() ? new double[plan.blockRows()] : null;
    private final long[] keys = new long[plan.blockRows()];
    private int count;

    void add() {
      requireEncoded(encoder.encode(raw, count, columns));
      labels[count] = label(raw[labelAt]);
      keys[count] = (Long) raw[labelAt + 1];
      if (weights != null) {
        weights[count] = weight(labels[count]);
      }
      count++;
    }

    TreeBlock block() {
      for (int j = 0; j < width && count < plan.blockRows(); j++) {
        columns[j] = Arrays.copyOf(columns[j], count);
      }
      return new TreeBlock(
          role,
          columns,
          Arrays.copyOf(labels, count),
          weights == null ? null : Arrays.copyOf(weights, count),
          Arrays.copyOf(keys, count));
    }
  }

  /** The positive class's extra weight is for training; losses are told without it. */
  private boolean weighted() {
    boolean scaled = plan.positiveWeight() != 1 && role == TreeBlock.Role.TRAIN;
    return plan.weight() != null || scaled;
  }

  private double weight(double label) {
    double weight = 1;
    if (plan.weight() != null) {
      weight = raw[labelAt + 2] instanceof Number number ? number.doubleValue() : Double.NaN;
    }
    return label == 1 && role == TreeBlock.Role.TRAIN ? weight * plan.positiveWeight() : weight;
  }

  private double label(Object value) {
    String column = plan.target().column();
    if (plan.target().task() != Task.REGRESSION) {
      int code = plan.target().code(value);
      if (code < 0) {
        throw refused(column, value, "must be one of " + plan.target().classes());
      }
      return code;
    }
    double label = value instanceof Number number ? number.doubleValue() : Double.NaN;
    if (!Double.isFinite(label)) {
      throw refused(column, value, "must be a finite number");
    }
    return label;
  }

  private NightjarException refused(String column, Object value, String allowed) {
    String part = role == TreeBlock.Role.TRAIN ? "training" : "validation";
    return NightjarException.of(
        FailureKind.DATA,
        column,
        "is " + value + " in a " + part + " row; " + allowed + "; mend it");
  }

  private void requireEncoded(int code) {
    if (code != RowEncoder.ENCODED) {
      throw NightjarException.of(
          FailureKind.DATA,
          "a training row can't be encoded: " + encoder.reason(code, raw) + "; mend it");
    }
  }
}
