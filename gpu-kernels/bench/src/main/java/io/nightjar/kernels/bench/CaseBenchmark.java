package io.nightjar.kernels.bench;

import io.nightjar.kernels.backend.DeviceFailedException;
import io.nightjar.kernels.bench.measure.Crew;
import io.nightjar.kernels.bench.measure.Effort;
import io.nightjar.kernels.bench.measure.Interleaved;
import io.nightjar.kernels.bench.measure.Timed;
import io.nightjar.kernels.bench.measure.Timing;
import io.nightjar.kernels.bench.spec.Call;
import io.nightjar.kernels.bench.spec.Case;
import io.nightjar.kernels.bench.spec.Expected;
import io.nightjar.kernels.opencl.device.DeviceRuntime;
import java.util.ArrayList;
import java.util.List;

/** Checks every contender of a case, then times those that are right, in turn. */
final class CaseBenchmark {
  /** A call holds its inputs about so many times: ours, the peers', and what making them took. */
  private static final int COPIES = 4;

  private final Backends backends;
  private final Crew crew;
  private final Effort effort;

  CaseBenchmark(Backends backends, Crew crew, Effort effort) {
    this.backends = backends;
    this.crew = crew;
    this.effort = effort;
  }

  <T> Measured run(Case<T> what) {
    Call<T> call = what.data().get();
    List<Contender> contenders = Contender.of(what, call, backends);
    List<String> faults = faults(call, contenders);
    List<Integer> sound = new ArrayList<>();
    for (int c = 0; c < faults.size(); c++) {
      if (faults.get(c).isEmpty()) {
        sound.add(c);
      }
    }
    List<Timing> one =
        Interleaved.time(
            sound.stream().map(c -> Timed.onThisThread(contenders.get(c).body())).toList(), effort);
    List<Integer> onJvm = sound.stream().filter(c -> !contenders.get(c).device()).toList();
    int threads = threads(what);
    List<Timing> all = onAllCores(what, contenders, onJvm, threads);
    List<Measured.Entry> entries = new ArrayList<>();
    for (int c = 0; c < contenders.size(); c++) {
      Timing alone = sound.contains(c) ? one.get(sound.indexOf(c)) : null;
      Timing together = onJvm.contains(c) ? all.get(onJvm.indexOf(c)) : null;
      Contender contender = contenders.get(c);
      Measured.Transfer transfer =
          alone != null && contender.device() ? transfer(contender, alone) : null;
      entries.add(new Measured.Entry(contender, faults.get(c), alone, together, transfer));
    }
    return new Measured(what, threads, List.copyOf(entries));
  }

  /** What is wrong with each contender. */
  private static <T> List<String> faults(Call<T> call, List<Contender> contenders) {
    Expected expected = call.expected();
    List<String> faults = new ArrayList<>();
    for (Contender contender : contenders) {
      call.spoil();
      try {
        contender.body().run();
        faults.add(contender.whole() ? expected.fault(call.results()) : "");
      } catch (DeviceFailedException failure) {
        faults.add(failure.getMessage());
      }
    }
    return faults;
  }

  private <T> List<Timing> onAllCores(
      Case<T> what, List<Contender> first, List<Integer> wanted, int threads) {
    List<List<Contender>> crews = new ArrayList<>(List.of(first));
    while (crews.size() < threads) {
      Call<T> call = what.data().get();
      crews.add(Contender.of(what, call, backends));
    }
    List<Timed> timed = new ArrayList<>();
    for (int c : wanted) {
      timed.add(crew.together(crews.stream().map(each -> each.get(c).body()).toList()));
    }
    return Interleaved.time(timed, effort);
  }

  /** As many threads as the heap has room for. */
  private int threads(Case<?> what) {
    double room = Runtime.getRuntime().maxMemory() / (COPIES * what.cost().bytes());
    return (int) Math.max(1, Math.min(crew.size(), room));
  }

  /** Takes the data off the device, and looks what the next call costs more than a usual one. */
  private Measured.Transfer transfer(Contender contender, Timing resident) {
    backends.device().runtime().release();
    long start = DeviceRuntime.movedByThisThread();
    Timing first =
        Interleaved.time(List.of(Timed.onThisThread(contender.body())), Effort.least()).get(0);
    long between = DeviceRuntime.movedByThisThread();
    contender.body().run();
    long end = DeviceRuntime.movedByThisThread();
    return new Measured.Transfer(
        between - start, end - between, Math.max(0, first.medianNanos() - resident.medianNanos()));
  }
}
