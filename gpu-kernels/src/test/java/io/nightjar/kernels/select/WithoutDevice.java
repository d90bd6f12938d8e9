package io.nightjar.kernels.select;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.BackendUnavailableException;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.linear.GlmLoss;
import io.nightjar.kernels.linear.GlmTarget;
import io.nightjar.kernels.linear.MadeBlocks;

/** Says how the kernels do in a JVM that finds no device. */
public final class WithoutDevice {
  private WithoutDevice() {}

  /** Prints where a gradient ran under AUTO and SIMD, and what OPENCL_REQUIRED says. */
  public static void main(String[] arguments) {
    KernelUse auto = useOf(BackendPreference.AUTO);
    System.out.printf("auto: [%s, %s, %s]%n", auto.backend(), auto.device(), auto.reason());
    KernelUse simd = useOf(BackendPreference.SIMD);
    System.out.printf(
        "simd: [%s, %s, %s] %d%n", simd.backend(), simd.device(), simd.reason(), simd.fallbacks());
    try {
      System.out.println(Kernels.of(BackendPreference.OPENCL_REQUIRED).uses());
    } catch (BackendUnavailableException expected) {
      System.out.println("required: " + expected.getMessage());
    }
  }

  private static KernelUse useOf(BackendPreference preference) {
    Kernels kernels = Kernels.of(preference);
    ColumnBlock block = MadeBlocks.constant(10, 2, 1f);
    GlmTarget target = GlmTarget.unweighted(new double[10]);
    double loss =
        kernels.linear().gradient(GlmLoss.SQUARED, 1, block, target, new double[3], new double[3]);
    if (loss != 0) {
      throw new IllegalStateException("the loss is " + loss);
    }
    return kernels.uses().get(0);
  }
}
