package io.nightjar.model.exchange.xgboost;

import io.nightjar.model.exchange.document.Document;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads XGBoost's binary form as the document that its JSON would be: C structs in the order of
 * LearnerModelParamLegacy, GBTreeModelParam, TreeParam, RegTree::Node and RTreeNodeStat in its
 * source, little-endian. Up to 0.90 the file tells no version, and holds the margin in place of
 * base_score.
 */
final class XgBoostBinary {
  private static final byte[] MAGIC = "binf".getBytes(StandardCharsets.US_ASCII);
  private static final int LEARNER_BYTES = 136;
  private static final int BOOSTER_BYTES = 160;
  private static final int TREE_BYTES = 148;
  private static final int NODE_BYTES = 20;
  private static final int STAT_BYTES = 16;
  private static final int LONGEST_NAME = 64;
  private static final int DEFAULT_LEFT = 1 << 31;

  /** Of a node that was pruned away: it is in no tree. */
  private static final int DELETED = -1;

  private final ByteBuffer bytes;

  private XgBoostBinary(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Whether a file begins as this form does: the learner's struct, then an objective's name. */
  static boolean begins(byte[] bytes) {
    XgBoostBinary reader = new XgBoostBinary(bytes);
    try {
      reader.struct(LEARNER_BYTES);
      String name = reader.name();
      return name.matches("[a-z]+:[a-z0-9:_]+");
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static Document read(byte[] bytes) {
    try {
      return Document.root(new XgBoostBinary(bytes).root());
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException(
          "the file of %d bytes ends in the middle of a tree; must be whole: copy it again"
              .formatted(bytes.length),
          e);
    }
  }

  private Map<String, Object> root() {
    ByteBuffer learner = struct(LEARNER_BYTES);
    float baseScore = learner.getFloat();
    String features = Integer.toUnsignedString(learner.getInt());
    int classes = learner.getInt();
    learner.getInt(); // whether there are attributes, which stand behind the booster
    learner.getInt(); // whether there are metrics, which do too
    int major = learner.getInt();
    int minor = learner.getInt();
    String objective = name();
    String booster = name();
    if (!booster.equals("gbtree")) {
      throw new IllegalArgumentException(
          "the booster is \"%s\"; must be gbtree in a binary file: load it with XGBoost up to 3.0 and save it as .ubj"
              .formatted(booster));
    }
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("base_score", String.valueOf(baseScore));
    parameters.put("num_class", String.valueOf(classes));
    parameters.put("num_feature", features);
    Map<String, Object> root = new HashMap<>();
    if (major > 0) {
      root.put("version", new double[] {major, minor});
    }
    root.put(
        "learner",
        Map.of(
            "learner_model_param", parameters,
            "objective", Map.of("name", objective),
            "feature_names", List.of(),
            "feature_types", List.of(),
            "gradient_booster", Map.of("name", booster, "model", model())));
    return root;
  }

  private Map<String, Object> model() {
    int count = struct(BOOSTER_BYTES).getInt();
    if (count < 0 || count > bytes.remaining() / (TREE_BYTES + NODE_BYTES + STAT_BYTES)) {
      throw new IllegalArgumentException(
          "the file tells of %d trees; must be as many as it has bytes for".formatted(count));
    }
    List<Map<String, Object>> trees = new ArrayList<>();
    for (int t = 0; t < count; t++) {
      trees.add(tree(t));
    }
    double[] info = new double[count];
    for (int t = 0; t < count; t++) {
      info[t] = bytes.getInt();
    }
    return Map.of("trees", trees, "tree_info", info);
  }

  private Map<String, Object> tree(int tree) {
    ByteBuffer head = struct(TREE_BYTES);
    head.getInt(); // roots
    int count = head.getInt();
    int most = bytes.remaining() / (NODE_BYTES + STAT_BYTES);
    if (count < 1 || count > most) {
      throw new IllegalArgumentException(
          "tree %d has %d nodes; must have 1..%d, what is left of the file"
              .formatted(tree, count, most));
    }
    String leafVector = String.valueOf(head.getInt(5 * Integer.BYTES));
    double[] lefts = new double[count];
    double[] rights = new double[count];
    double[] features = new double[count];
    double[] defaultLeft = new double[count];
    double[] conditions = new double[count];
    double[] covers = new double[count];
    for (int node = 0; node < count; node++) {
      bytes.getInt(); // the parent
      lefts[node] = bytes.getInt();
      rights[node] = bytes.getInt();
      int feature = bytes.getInt();
      features[node] = feature == DELETED ? 0 : feature & ~DEFAULT_LEFT;
      defaultLeft[node] = (feature & DEFAULT_LEFT) != 0 ? 1 : 0;
      conditions[node] = bytes.getFloat();
    }
    for (int node = 0; node < count; node++) {
      bytes.getFloat(); // the loss's change
      covers[node] = bytes.getFloat();
      bytes.getFloat(); // the weight
      bytes.getInt(); // leaves below
    }
    Map<String, Object> values = new HashMap<>();
    values.put("tree_param", Map.of("size_leaf_vector", leafVector));
    values.put("left_children", lefts);
    values.put("right_children", rights);
    values.put("split_indices", features);
    values.put("default_left", defaultLeft);
    values.put("split_conditions", conditions);
    values.put("sum_hessian", covers);
    return values;
  }

  /** The next bytes as one struct. */
  private ByteBuffer struct(int size) {
    boolean first = bytes.position() == 0;
    int magic = MAGIC.length;
    if (first
        && bytes.remaining() >= magic
        && Arrays.equals(bytes.array(), 0, magic, MAGIC, 0, magic)) {
      bytes.position(magic);
    }
    if (bytes.remaining() < size) {
      throw new BufferUnderflowException();
    }
    ByteBuffer struct = bytes.slice(bytes.position(), size).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(bytes.position() + size);
    return struct;
  }

  private String name() {
    long length = bytes.getLong();
    if (length < 0 || length > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "a name has %d letters; must have 0..%d".formatted(length, LONGEST_NAME));
    }
    byte[] name = new byte[(int) length];
    bytes.get(name);
    return new String(name, StandardCharsets.US_ASCII);
  }
}
