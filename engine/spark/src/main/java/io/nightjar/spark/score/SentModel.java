package io.nightjar.spark.score;

import io.nightjar.model.FactorModel;
import io.nightjar.model.Model;
import io.nightjar.model.ModelHeader;
import io.nightjar.model.factors.ColdStart;
import io.nightjar.model.factors.KeyedFactors;
import java.io.Serializable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * A model on its way to the executors. Factors, which may be gigabytes, are broadcast: an executor
 * holds them once, however many tasks it runs; other models travel with each task.
 */
final class SentModel implements Serializable {
  private static final long serialVersionUID = 1L;

  private final transient Model here;
  private final Model whole;
  private final Factors factors;

  private SentModel(Model here, Model whole, Factors factors) {
    this.here = here;
    this.whole = whole;
    this.factors = factors;
  }

  private record Factors(
      ModelHeader header,
      Broadcast<KeyedFactors> users,
      Broadcast<KeyedFactors> items,
      ColdStart coldStart)
      implements Serializable {
    FactorModel model() {
      return new FactorModel(header, users.value(), items.value(), coldStart);
    }
  }

  static SentModel of(Model model, JavaSparkContext context) {
    if (!(model instanceof FactorModel factors)) {
      return new SentModel(model, model, null);
    }
    return new SentModel(
        model,
        null,
        new Factors(
            factors.header(),
            context.broadcast(factors.users()),
            context.broadcast(factors.items()),
            factors.coldStart()));
  }

  /** The model, here or on an executor. */
  Model model() {
    if (here != null) {
      return here;
    }
    return whole != null ? whole : factors.model();
  }
}
