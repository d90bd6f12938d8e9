package io.nightjar.spark.data;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class TimeOrderProperties {

  @Property
  void keepsTheOrderOfDoubles(@ForAll double left, @ForAll double right) {
    int order = Double.compare(left + 0.0, right + 0.0);
    int sortable = Long.compare(TimeOrder.toSortable(left), TimeOrder.toSortable(right));
    assertThat(Integer.signum(sortable)).isEqualTo(Integer.signum(order));
  }

  @Property
  void givesTheDoubleBack(@ForAll double value) {
    assertThat(TimeOrder.fromSortable(TimeOrder.toSortable(value))).isEqualTo(value + 0.0);
  }
}
