package io.nightjar.kernels.opencl.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class BlockCacheTest {
  private final List<DeviceKernel> disposed = new ArrayList<>();
  private long now;
  private long footprint;
  private BlockCache cache;

  @BeforeEach
  void roomForTwoBlocks() {
    TestDevices.required();
    footprint = new ProbeKernel().footprint();
    cache = new BlockCache(2 * footprint, disposed::add, () -> now);
  }

  @Test
  void findsABlockByIdentityAndHandsItToOneCallerAtATime() {
    ResidentKey key = key(new Object());
    BlockCache.Resident resident = load(key);
    cache.giveBack(resident);
    assertThat(cache.heldBytes()).isEqualTo(footprint);
    assertThat(cache.take(key)).isSameAs(resident);
    assertThat(cache.take(key)).isNull();
    assertThat(cache.heldBytes()).isZero();
  }

  @Test
  void otherOwnersAndOtherShapesAreOtherBlocks() {
    Object block = new Object();
    Object labels = new Object();
    cache.giveBack(load(ResidentKey.of(ProbeKernel.class, List.of(block, labels), 3)));
    assertThat(cache.take(ResidentKey.of(ProbeKernel.class, List.of(block, new Object()), 3)))
        .isNull();
    assertThat(cache.take(ResidentKey.of(ProbeKernel.class, List.of(block, labels), 4))).isNull();
    assertThat(cache.take(ResidentKey.of(LinkProbe.class, List.of(block, labels), 3))).isNull();
    assertThat(cache.take(ResidentKey.of(ProbeKernel.class, List.of(block, labels), 3)))
        .isNotNull();
  }

  @Test
  void aKernelThatHoldsNobodysDataIsFoundByItsShape() {
    cache.giveBack(load(ResidentKey.scratch(ProbeKernel.class, 8, "x")));
    assertThat(cache.take(ResidentKey.scratch(ProbeKernel.class, 9, "x"))).isNull();
    assertThat(cache.take(ResidentKey.scratch(ProbeKernel.class, 8, "x"))).isNotNull();
  }

  @Test
  void keepsWhatIsInUseByTurnsAndTurnsTheRestAway() {
    List<Object> owners = owners(3);
    owners.forEach(owner -> cache.giveBack(load(key(owner))));
    assertThat(disposed).hasSize(1);
    assertThat(cache.take(key(owners.get(0)))).isNotNull();
    assertThat(cache.take(key(owners.get(1)))).isNotNull();
    assertThat(cache.take(key(owners.get(2)))).isNull();
  }

  @Test
  void evictsTheLeastRecentlyUsedOnceItWasIdle() {
    List<Object> owners = owners(3);
    cache.giveBack(load(key(owners.get(0))));
    now += 10;
    cache.giveBack(load(key(owners.get(1))));
    now += BlockCache.IDLE_NANOS - 10;
    cache.giveBack(load(key(owners.get(2))));
    assertThat(disposed).hasSize(1);
    assertThat(cache.take(key(owners.get(0)))).isNull();
    assertThat(cache.take(key(owners.get(1)))).isNotNull();
    assertThat(cache.take(key(owners.get(2)))).isNotNull();
  }

  @Test
  void aSecondCopyOfABlockIsDisposed() {
    ResidentKey key = key(new Object());
    BlockCache.Resident first = load(key);
    BlockCache.Resident second = load(key);
    cache.giveBack(first);
    cache.giveBack(second);
    assertThat(disposed).containsExactly(second.kernel);
  }

  @Test
  void clearsEverythingAtOnce() {
    List<Object> owners = owners(2);
    owners.forEach(owner -> cache.giveBack(load(key(owner))));
    cache.clear();
    assertThat(disposed).hasSize(2);
    assertThat(cache.heldBytes()).isZero();
    assertThat(owners).hasSize(2);
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
    Object owner = new Object();
    cache.giveBack(load(key(owner)));
    assertThat(cache.heldBytes()).isEqualTo(footprint);
  }

  private static List<Object> owners(int count) {
    return Stream.generate(Object::new).limit(count).toList();
  }

  private static ResidentKey key(Object owner) {
    return ResidentKey.of(ProbeKernel.class, List.of(owner));
  }

  private static BlockCache.Resident load(ResidentKey key) {
    return new BlockCache.Resident(key, new ProbeKernel());
  }
}
