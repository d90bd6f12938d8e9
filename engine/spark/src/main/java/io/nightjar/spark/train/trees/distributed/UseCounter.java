package io.nightjar.spark.train.trees.distributed;

import io.nightjar.kernels.backend.KernelUse;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.util.AccumulatorV2;

/** What the kernels of all tasks did and where, tasks that ran twice counted twice. */
final class UseCounter extends AccumulatorV2<List<KernelUse>, List<KernelUse>> {
  private static final long serialVersionUID = 1L;

  private final ArrayList<KernelUse> uses = new ArrayList<>();

  @Override
  public boolean isZero() {
    return uses.isEmpty();
  }

  @Override
  public UseCounter copy() {
    UseCounter copy = new UseCounter();
    copy.uses.addAll(uses);
    return copy;
  }

  @Override
  public void reset() {
    uses.clear();
  }

  @Override
  public void add(List<KernelUse> more) {
    List<KernelUse> all = new ArrayList<>(uses);
    all.addAll(more);
    uses.clear();
    uses.addAll(KernelUse.merge(all));
  }

  @Override
  public void merge(AccumulatorV2<List<KernelUse>, List<KernelUse>> other) {
    add(other.value());
  }

  @Override
  public List<KernelUse> value() {
    return List.copyOf(uses);
  }
}
