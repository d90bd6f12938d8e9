package io.nightjar.kernels.bench;

import io.nightjar.kernels.bench.spec.Call;
import io.nightjar.kernels.bench.spec.Case;
import io.nightjar.kernels.bench.spec.Peer;
import java.util.ArrayList;
import java.util.List;

/**
 * One way of doing a call's work.
 *
 * @param whole whether its results are the call's own, and checked
 * @param device whether it runs on the device, which serves all threads in turn
 * @param body does it once
 */
record Contender(String name, Role role, boolean whole, boolean device, Runnable body) {
  /** Whose it is. */
  enum Role {
    /** One of our backends. */
    BACKEND,
    /** Somebody else's, or the naive loop. */
    PEER
  }

  /** Everything that can do this call: our backends first, then the peers. */
  static <T> List<Contender> of(Case<T> what, Call<T> call, Backends backends) {
    Class<T> type = what.operation().type();
    List<Contender> all = new ArrayList<>();
    for (Backends.Loops loops : backends.jvm()) {
      if (loops.operations().has(type)) {
        T implementation = loops.operations().of(type);
        all.add(backend(loops.name(), false, () -> call.run(implementation)));
      }
    }
    if (what.offloadable()
        && backends.device() != null
        && backends.device().operations().has(type)) {
      T implementation = backends.device().operations().of(type);
      all.add(backend("opencl", true, () -> call.run(implementation)));
    }
    for (Peer peer : call.peers()) {
      boolean whole = peer.extent() == Peer.Extent.WHOLE;
      all.add(new Contender(peer.name(), Role.PEER, whole, false, peer.body()));
    }
    return List.copyOf(all);
  }

  private static Contender backend(String name, boolean device, Runnable body) {
    return new Contender(name, Role.BACKEND, true, device, body);
  }
}
