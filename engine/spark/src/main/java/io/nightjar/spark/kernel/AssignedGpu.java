package io.nightjar.spark.kernel;

import java.util.OptionalInt;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The GPU that Spark assigned to a task ({@code spark.task.resource.gpu.amount}): its addresses are
 * numbers in the driver's order, as Spark's own discovery script prints them.
 */
final class AssignedGpu {
  private static final Logger LOG = LoggerFactory.getLogger(AssignedGpu.class);
  private static final String GPU = "gpu";

  private AssignedGpu() {}

  /** The first address of the task that runs on this thread; empty where Spark assigned none. */
  static OptionalInt ofThisTask() {
    TaskContext context = TaskContext.get();
    return context == null ? OptionalInt.empty() : first(context.resourcesJMap().get(GPU));
  }

  static OptionalInt first(ResourceInformation resource) {
    if (resource == null || resource.addresses().length == 0) {
      return OptionalInt.empty();
    }
    String address = resource.addresses()[0];
    try {
      return OptionalInt.of(Integer.parseInt(address.strip()));
    } catch (NumberFormatException notANumber) {
      LOG.warn(
          "Spark assigned the GPU {}, which is no number: the kernels take any device", address);
      return OptionalInt.empty();
    }
  }
}
