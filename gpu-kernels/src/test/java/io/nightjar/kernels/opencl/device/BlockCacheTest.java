package io.nightjar.kernels.opencl.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class BlockCacheTest {
  private final List<GradientKernel> disposed = new ArrayList<>();
  private long now;
  private long footprint;
  private BlockCache cache;

  @BeforeEach
  void roomForTwoBlocks() {
    TestDevices.required();
    footprint = new DoubleGradientKernel(task(new Object(), new double[8])).footprint();
    cache = new BlockCache(2 * footprint, disposed::add, () -> now);
  }

  @Test
  void findsABlockByIdentityAndHandsItToOneCallerAtATime() {
    GradientTask task = task(new Object(), new double[8]);
    ResidentBlock resident = load(task);
    cache.giveBack(task.block(), resident);
    assertThat(cache.heldBytes()).isEqualTo(footprint);
    assertThat(cache.take(task)).isSameAs(resident);
    assertThat(cache.take(task)).isNull();
    assertThat(cache.heldBytes()).isZero();
  }

  @Test
  void otherLabelsAreAnotherBlock() {
    Object block = new Object();
    cache.giveBack(block, load(task(block, new double[8])));
    assertThat(cache.take(task(block, new double[8]))).isNull();
  }

  @Test
  void keepsWhatIsInUseByTurnsAndTurnsTheRestAway() {
    List<GradientTask> tasks = tasks(3);
    tasks.forEach(task -> cache.giveBack(task.block(), load(task)));
    assertThat(disposed).hasSize(1);
    assertThat(cache.take(tasks.get(0))).isNotNull();
    assertThat(cache.take(tasks.get(1))).isNotNull();
    assertThat(cache.take(tasks.get(2))).isNull();
  }

  @Test
  void evictsTheLeastRecentlyUsedOnceItWasIdle() {
    List<GradientTask> tasks = tasks(3);
    cache.giveBack(tasks.get(0).block(), load(tasks.get(0)));
    now += 10;
    cache.giveBack(tasks.get(1).block(), load(tasks.get(1)));
    now += BlockCache.IDLE_NANOS - 10;
    cache.giveBack(tasks.get(2).block(), load(tasks.get(2)));
    assertThat(disposed).hasSize(1);
    assertThat(cache.take(tasks.get(0))).isNull();
    assertThat(cache.take(tasks.get(1))).isNotNull();
    assertThat(cache.take(tasks.get(2))).isNotNull();
  }

  @Test
  void aSecondCopyOfABlockIsDisposed() {
    GradientTask task = task(new Object(), new double[8]);
    ResidentBlock first = load(task);
    ResidentBlock second = load(task);
    cache.giveBack(task.block(), first);
    cache.giveBack(task.block(), second);
    assertThat(disposed).containsExactly(second.kernel);
  }

  @Test
  void letsABlockGoWhenItIsCollected() throws InterruptedException {
    cacheOneThatNobodyHolds();
    for (int i = 0; i < 200 && cache.heldBytes() > 0; i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertThat(cache.heldBytes()).isZero();
  }

  private void cacheOneThatNobodyHolds() {
    GradientTask task = task(new Object(), new double[8]);
    cache.giveBack(task.block(), load(task));
    assertThat(cache.heldBytes()).isEqualTo(footprint);
  }

  private static List<GradientTask> tasks(int count) {
    List<GradientTask> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tasks.add(task(new Object(), new double[8]));
    }
    return tasks;
  }

  private static GradientTask task(Object block, double[] labels) {
    return new GradientTask(block, GradientTask.Loss.SQUARED, 1, new float[2][8], 8, labels, null);
  }

  private static ResidentBlock load(GradientTask task) {
    return new ResidentBlock(task, new DoubleGradientKernel(task));
  }
}
