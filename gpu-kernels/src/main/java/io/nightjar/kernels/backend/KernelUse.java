package io.nightjar.kernels.backend;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one kernel did on one backend, for the run record.
 *
 * @param kernel the operation, such as glm-gradient
 * @param backend scalar, simd or opencl
 * @param device the device's name, or "JVM"
 * @param reason why it ran there
 * @param calls how often
 * @param bytes moved to and from the device; 0 on the JVM
 * @param ms milliseconds inside the kernel, summed over threads
 * @param fallbacks how many of the calls came here because another backend failed
 * @param spared rows that were not searched again, since bounds of earlier calls told their result
 */
public record KernelUse(
    String kernel,
    String backend,
    String device,
    String reason,
    long calls,
    long bytes,
    double ms,
    long fallbacks,
    long spared)
    implements Serializable {

  /** One entry for each kernel, backend, device and reason, in order of first appearance. */
  public static List<KernelUse> merge(Collection<KernelUse> uses) {
    Map<List<String>, KernelUse> merged = new LinkedHashMap<>();
    for (KernelUse use : uses) {
      merged.merge(use.place(), use, KernelUse::plus);
    }
    return List.copyOf(merged.values());
  }

  /** The same of two lists. */
  public static List<KernelUse> merge(List<KernelUse> a, List<KernelUse> b) {
    List<KernelUse> both = new ArrayList<>(a);
    both.addAll(b);
    return merge(both);
  }

  /** Where it ran and why: uses in the same place are counted together. */
  public List<String> place() {
    return List.of(kernel, backend, device, reason);
  }

  private KernelUse plus(KernelUse other) {
    return new KernelUse(
        kernel,
        backend,
        device,
        reason,
        calls + other.calls,
        bytes + other.bytes,
        ms + other.ms,
        fallbacks + other.fallbacks,
        spared + other.spared);
  }
}
