package io.nightjar.features.design;

import java.io.Serializable;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/** The names of a vector's elements, each made when it is asked for. */
final class VectorNames extends AbstractList<String> implements RandomAccess, Serializable {
  private static final long serialVersionUID = 1L;

  private final String column;
  private final int elements;

  VectorNames(String column, int elements) {
    this.column = column;
    this.elements = elements;
  }

  @Override
  public String get(int index) {
    return column + "[" + Objects.checkIndex(index, elements) + "]";
  }

  /** The design columns of those names. */
  List<DesignColumn> columns() {
    return new AbstractList<>() {
      @Override
      public DesignColumn get(int index) {
        return new DesignColumn(VectorNames.this.get(index), column);
      }

      @Override
      public int size() {
        return elements;
      }
    };
  }

  @Override
  public int size() {
    return elements;
  }
}
