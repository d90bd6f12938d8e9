package io.nightjar.model.exchange.trees;

import io.nightjar.model.exchange.trees.ForeignTrees.Input;
import java.util.List;

/** What another library's file holds. */
public sealed interface ForeignModel permits ForeignTrees, ForeignLinear {

  /** What wrote it, with its version where the file says so. */
  String library();

  /** What its sums mean. */
  Outcome outcome();

  /** The features, in the file's order. */
  List<Input> inputs();

  /** How many sums a row has. */
  int outputs();
}
