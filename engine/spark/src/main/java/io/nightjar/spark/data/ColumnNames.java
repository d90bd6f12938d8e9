package io.nightjar.spark.data;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The names of a table's columns: no two may be the same but for letter case, as Spark has it. */
public final class ColumnNames {
  private ColumnNames() {}

  /** Refuses two columns of one name, also where only the letters' case differs. */
  public static void requireDistinct(List<String> names, TableOrigin origin) {
    Map<String, String> seen = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String name : names) {
      String before = seen.putIfAbsent(name, name);
      if (before != null) {
        throw duplicate(before.equals(name) ? name : before + "\" and \"" + name, origin);
      }
    }
  }

  /** The failure for names that are taken twice. */
  public static NightjarException duplicate(String names, TableOrigin origin) {
    return NightjarException.of(
        FailureKind.DATA,
        origin.name(),
        "has two columns that are the same but for letter case: \""
            + names
            + "\"; rename one of them");
  }
}
