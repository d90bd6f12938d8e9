package io.nightjar.model.exchange.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An object of a file, with its place for messages. Values are a map, a list, an array of numbers
 * ({@code double[]}, truth values as 1 and 0), a string, a {@code Double} or null.
 */
public final class Document {
  /** Deepest nesting of objects and arrays. */
  public static final int DEEPEST = 32;

  private final String place;
  private final Map<String, Object> values;

  Document(String place, Map<String, Object> values) {
    this.place = place;
    this.values = values;
  }

  /**
   * The outermost object of a file.
   *
   * @param values as the class says; borrowed
   */
  public static Document root(Map<String, Object> values) {
    return new Document("", values);
  }

  /** Whether a key has a value. */
  public boolean has(String key) {
    return values.get(key) != null;
  }

  /** Where a key stands, as a message names it. */
  public String at(String key) {
    return place.isEmpty() ? key : place + "." + key;
  }

  /** The object of a key. */
  public Document object(String key) {
    return object(at(key), require(key));
  }

  /** The objects of a key's list. */
  public List<Document> objects(String key) {
    List<Document> objects = new ArrayList<>();
    List<?> list = list(key);
    for (int i = 0; i < list.size(); i++) {
      objects.add(object(at(key) + "[" + i + "]", list.get(i)));
    }
    return objects;
  }

  /** The strings of a key's list; none where the key is not there. */
  public List<String> texts(String key) {
    if (!has(key)) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (Object text : list(key)) {
      if (!(text instanceof String string)) {
        throw wrong(key, "holds what is no text", "must be a list of texts");
      }
      texts.add(string);
    }
    return texts;
  }

  /** The string of a key. */
  public String text(String key) {
    if (require(key) instanceof String text) {
      return text;
    }
    throw wrong(key, "is no text", "must be one");
  }

  /** The whole number of a key, as text or as a number. */
  public int whole(String key, int least, int most) {
    Object value = require(key);
    double number = Double.NaN;
    if (value instanceof Double given) {
      number = given;
    } else if (value instanceof String text) {
      number = Numbers.parse(text);
    }
    if (!(number >= least && number <= most && number == Math.rint(number))) {
      throw wrong(key, "is " + shown(value), "must be a whole number " + least + ".." + most);
    }
    return (int) number;
  }

  /** The numbers of a key's array. */
  public double[] numbers(String key) {
    Object value = require(key);
    if (value instanceof double[] numbers) {
      return numbers;
    }
    if (value instanceof List<?> list && list.isEmpty()) {
      return new double[0];
    }
    throw wrong(key, "is no array of numbers", "must be one");
  }

  /** The numbers of a key's array of a known length. */
  public double[] numbers(String key, int length) {
    double[] numbers = numbers(key);
    if (numbers.length != length) {
      throw wrong(key, "has " + numbers.length + " numbers", "must have " + length);
    }
    return numbers;
  }

  /** The whole numbers of a key's array; none where the key is not there. */
  public int[] wholes(String key) {
    double[] numbers = has(key) ? numbers(key) : new double[0];
    int[] wholes = new int[numbers.length];
    for (int i = 0; i < wholes.length; i++) {
      wholes[i] = (int) numbers[i];
      if (wholes[i] != numbers[i]) {
        throw wrong(key + "[" + i + "]", "is " + numbers[i], "must be a whole number below 2^31");
      }
    }
    return wholes;
  }

  private List<?> list(String key) {
    Object value = require(key);
    if (value instanceof List<?> list) {
      return list;
    }
    throw wrong(key, "is no list of objects or texts", "must be one");
  }

  private Object require(String key) {
    Object value = values.get(key);
    if (value == null) {
      throw wrong(key, "is missing", "must be there");
    }
    return value;
  }

  private static Document object(String place, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException(place + " is no object; must be one");
    }
    Map<String, Object> values = new java.util.HashMap<>();
    map.forEach((key, own) -> values.put((String) key, own));
    return new Document(place, values);
  }

  private static String shown(Object value) {
    String text = String.valueOf(value);
    return '"' + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + '"';
  }

  private IllegalArgumentException wrong(String key, String what, String allowed) {
    return new IllegalArgumentException(at(key) + " " + what + "; " + allowed);
  }
}
