package io.nightjar.kernels;

/** Says how the kernels do in a JVM that finds no device. */
public final class WithoutDevice {
  private WithoutDevice() {}

  /** Prints where a gradient ran under AUTO, and what OPENCL_REQUIRED says. */
  public static void main(String[] arguments) {
    Kernels kernels = Kernels.of(BackendPreference.AUTO);
    ColumnBlock block = MadeBlocks.constant(10, 2, 1f);
    GlmTarget target = GlmTarget.unweighted(new double[10]);
    double loss =
        kernels.glmGradient(GlmLoss.SQUARED, 1, block, target, new double[3], new double[3]);
    KernelUse use = kernels.uses().get(0);
    if (loss == 0) {
      System.out.printf("auto: [%s, %s, %s]%n", use.backend(), use.device(), use.reason());
    }
    try {
      System.out.println(Kernels.of(BackendPreference.OPENCL_REQUIRED).uses());
    } catch (BackendUnavailableException expected) {
      System.out.println("required: " + expected.getMessage());
    }
  }
}
