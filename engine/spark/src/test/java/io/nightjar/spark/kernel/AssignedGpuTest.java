package io.nightjar.spark.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.resource.ResourceInformation;
import org.junit.jupiter.api.Test;

final class AssignedGpuTest {
  @Test
  void isTheFirstAddressThatSparkGave() {
    assertThat(AssignedGpu.first(gpus("1", "0"))).hasValue(1);
    assertThat(AssignedGpu.first(gpus(" 3 "))).hasValue(3);
  }

  @Test
  void isNoneWhereSparkAssignedNone() {
    assertThat(AssignedGpu.first(null)).isEmpty();
    assertThat(AssignedGpu.first(gpus())).isEmpty();
    assertThat(AssignedGpu.ofThisTask()).isEmpty(); // no task runs here
  }

  @Test
  void isAnyWhereTheAddressIsNoNumber() {
    assertThat(AssignedGpu.first(gpus("GPU-8f2a"))).isEmpty();
  }

  private static ResourceInformation gpus(String... addresses) {
    return new ResourceInformation("gpu", addresses);
  }
}
