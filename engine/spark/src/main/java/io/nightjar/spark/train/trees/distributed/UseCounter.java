package io.nightjar.spark.train.trees.distributed;

import io.nightjar.kernels.backend.KernelUse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.util.AccumulatorV2;

/** What the kernels of all tasks did and where, tasks that ran twice counted twice. */
final class UseCounter extends AccumulatorV2<List<KernelUse>, List<KernelUse>> {
  private static final long serialVersionUID = 1L;

  private ArrayList<KernelUse> uses = new ArrayList<>();

  @Override
  public boolean isZero() {
    return uses.isEmpty();
  }

  @Override
  public UseCounter copy() {
    UseCounter copy = new UseCounter();
    copy.uses = new ArrayList<>(uses);
    return copy;
  }

  @Override
  public void reset() {
    uses = new ArrayList<>();
  }

  @Override
  public void add(List<KernelUse> more) {
    uses = new ArrayList<>(KernelUse.merge(uses, more));
  }

  @Override
  public void merge(AccumulatorV2<List<KernelUse>, List<KernelUse>> other) {
    add(other.value());
  }

  @Override
  public List<KernelUse> value() {
    return Collections.unmodifiableList(uses);
  }
}
