package io.nightjar.kernels.select;

import io.nightjar.kernels.backend.BackendChoice;
import io.nightjar.kernels.backend.BackendChoice.Backend;
import io.nightjar.kernels.backend.DeviceFailedException;
import io.nightjar.kernels.backend.Dispatcher;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.kernels.backend.Operation;
import io.nightjar.kernels.backend.SparedWork;
import io.nightjar.kernels.backend.Work;
import io.nightjar.kernels.opencl.device.DeviceRuntime;
import java.util.List;
import java.util.function.Function;

/** Runs each operation where a selector says, again on the JVM where a device failed. */
public final class CountingDispatcher implements Dispatcher {
  private final BackendSelector selector;
  private final UseLedger ledger = new UseLedger();

  /** A dispatcher that has counted nothing yet. */
  public CountingDispatcher(BackendSelector selector) {
    this.selector = selector;
  }

  /** The same choices with a count of its own. */
  public CountingDispatcher counting() {
    return new CountingDispatcher(selector);
  }

  @Override
  public <T, R> R run(Operation<T> operation, Work work, Function<T, R> call) {
    BackendChoice choice = selector.choose(operation, work);
    if (choice.backend() != Backend.OPENCL) {
      return onJvm(operation, choice, selector.fallbacks(operation, choice), call);
    }
    try {
      return onDevice(operation, choice, call);
    } catch (DeviceFailedException failure) {
      return onJvm(operation, selector.afterFailure(operation, failure), 1, call);
    }
  }

  @Override
  public <T> BackendChoice choice(Operation<T> operation, Work work) {
    return selector.choose(operation, work);
  }

  private <T, R> R onDevice(Operation<T> operation, BackendChoice choice, Function<T, R> call) {
    long moved = DeviceRuntime.movedByThisThread();
    long start = System.nanoTime();
    R result = call.apply(selector.implementation(choice, operation));
    long nanos = System.nanoTime() - start;
    moved = DeviceRuntime.movedByThisThread() - moved;
    ledger.add(operation.name(), choice, new UseLedger.Call(nanos, moved, 0, 0));
    selector.succeeded();
    return result;
  }

  private <T, R> R onJvm(
      Operation<T> operation, BackendChoice choice, int fallbacks, Function<T, R> call) {
    long spared = SparedWork.ofThisThread();
    long start = System.nanoTime();
    R result = call.apply(selector.implementation(choice, operation));
    long nanos = System.nanoTime() - start;
    spared = SparedWork.ofThisThread() - spared;
    ledger.add(operation.name(), choice, new UseLedger.Call(nanos, 0, fallbacks, spared));
    WarmUp.spent(operation, choice, nanos);
    return result;
  }

  /** Counts what ran beside the operations. */
  public void ran(KernelUse use) {
    ledger.add(use);
  }

  /** What ran where since the start or the last {@link #drain()}. */
  public List<KernelUse> uses() {
    return ledger.uses();
  }

  /** What ran where since the last drain, and starts counting anew; no call is counted twice. */
  public List<KernelUse> drain() {
    return ledger.drain();
  }
}
