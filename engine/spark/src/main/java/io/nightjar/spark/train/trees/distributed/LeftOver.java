package io.nightjar.spark.train.trees.distributed;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import scala.Tuple2;

/** Histograms of children that are their parents' less their siblings'. */
final class LeftOver implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashMap<Integer, SliceSearch.Family> byParent = new HashMap<>();

  LeftOver(List<SliceSearch.Family> families) {
    families.forEach(family -> byParent.put(family.parent(), family));
  }

  /**
   * Those of both children.
   *
   * @param summed those of the children that were summed, in no order
   * @param parents those of their parents, and of nodes that aren't divided; left as they are,
   *     because they may be in a cache
   */
  Iterator<Tuple2<Long, long[]>> both(
      Iterator<Tuple2<Long, long[]>> summed, Iterator<Tuple2<Long, long[]>> parents) {
    Map<Long, long[]> ofChild = new HashMap<>();
    List<Tuple2<Long, long[]>> both = new ArrayList<>();
    while (summed.hasNext()) {
      Tuple2<Long, long[]> one = summed.next();
      ofChild.put(one._1(), one._2());
      both.add(one);
    }
    while (parents.hasNext()) {
      Tuple2<Long, long[]> parent = parents.next();
      SliceSearch.Family family = byParent.get(BySlice.node(parent._1()));
      if (family != null) {
        int slice = BySlice.slice(parent._1());
        long[] taken = ofChild.get(BySlice.key(family.summed().id(), slice));
        long[] rest = parent._2().clone();
        for (int cell = 0; taken != null && cell < rest.length; cell++) {
          rest[cell] -= taken[cell];
        }
        both.add(new Tuple2<>(BySlice.key(family.rest().id(), slice), rest));
      }
    }
    return both.iterator();
  }
}
