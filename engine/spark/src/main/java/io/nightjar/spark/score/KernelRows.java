package io.nightjar.spark.score;

import io.nightjar.features.raw.RawBatch;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.spark.data.batch.ExtendedRows;
import io.nightjar.spark.data.batch.RowBlock;
import io.nightjar.spark.data.parquet.chunk.ComputedBlocks;
import io.nightjar.spark.kernel.TaskKernels;
import io.nightjar.spark.score.lane.LaneBlocks;
import io.nightjar.spark.score.lane.LaneColumn;
import io.nightjar.spark.score.lane.ModelLane;
import io.nightjar.spark.score.lane.ModelLanes;
import io.nightjar.spark.score.lane.RowJudge;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.util.CollectionAccumulator;

/** What the executors do: a partition's rows, block by block, and then by row or by column. */
final class KernelRows implements ExtendedRows.Extender {
  private static final long serialVersionUID = 1L;

  private final SentPlan sent;
  private final BackendPreference preference;
  private final CollectionAccumulator<List<KernelUse>> uses;

  KernelRows(
      SentPlan sent, BackendPreference preference, CollectionAccumulator<List<KernelUse>> uses) {
    this.sent = sent;
    this.preference = preference;
    this.uses = uses;
  }

  /** The columns that all models of the plan read together. */
  List<String> read() {
    ScoringPlan plan = sent.plan();
    Set<String> names = new LinkedHashSet<>(plan.model().signature().names());
    plan.challengers().forEach(model -> names.addAll(model.signature().names()));
    return List.copyOf(names);
  }

  @Override
  public ExtendedRows.Extension open() {
    return new Blocks(TaskKernels.of(preference));
  }

  /**
   * A partition's scores by column.
   *
   * @param read the columns of the blocks
   */
  ComputedBlocks blocks(
      Iterator<RowBlock> blocks, List<String> read, List<LaneColumn> columns, RowJudge judge) {
    Kernels kernels = TaskKernels.of(preference);
    return new LaneBlocks(blocks, lanes(kernels, read), columns, judge, () -> tell(kernels));
  }

  private ModelLanes lanes(Kernels kernels, List<String> read) {
    ScoringPlan plan = sent.plan();
    return new ModelLanes(kernels, plan.model(), plan.explainTop(), plan.challengers(), read);
  }

  private void tell(Kernels kernels) {
    List<KernelUse> done = kernels.drain();
    if (!done.isEmpty()) {
      uses.add(done);
    }
  }

  private final class Blocks implements ExtendedRows.Extension {
    private final ScoringPlan plan = sent.plan();
    private final Kernels kernels;
    private final ModelLanes lanes;
    private final int width = ScoredColumns.added(plan).size();

    Blocks(Kernels kernels) {
      this.kernels = kernels;
      this.lanes = lanes(kernels, read());
    }

    @Override
    public void compute(RawBatch batch) {
      lanes.score(batch);
    }

    @Override
    public void close() {
      tell(kernels);
    }

    @Override
    public Object[] values(int row) {
      ModelLane champion = lanes.champion();
      Object[] values = new Object[width];
      int to = scores(champion, row, values, 0);
      values[to++] = champion.reason(row);
      values[to++] = champion.column(row);
      values[to++] = champion.scored(row) ? champion.outputs(row) : null;
      to = plan.margins() ? margins(champion, row, values, to) : to;
      if (plan.explainTop() > 0) {
        values[to++] = champion.scored(row) ? champion.explanation(row) : null;
      }
      for (ModelLane challenger : lanes.challengers()) {
        to = scores(challenger, row, values, to);
        to = plan.margins() ? margins(challenger, row, values, to) : to;
      }
      return values;
    }

    private static int scores(ModelLane lane, int row, Object[] values, int to) {
      if (lane.scored(row)) {
        values[to] = lane.prediction(row);
        values[to + 1] = lane.probabilities(row);
        values[to + 2] = lane.label(row);
      }
      return to + 3;
    }

    private static int margins(ModelLane lane, int row, Object[] values, int to) {
      values[to] = lane.scored(row) ? lane.margins(row) : null;
      return to + 1;
    }
  }
}
