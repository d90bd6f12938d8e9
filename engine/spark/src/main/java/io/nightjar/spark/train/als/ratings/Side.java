package io.nightjar.spark.train.als.ratings;

/** The two that a rating lies between. */
public enum Side {
  /** Who rates. */
  USER("model.user"),
  /** What is rated. */
  ITEM("model.item");

  private final String setting;

  Side(String setting) {
    this.setting = setting;
  }

  /** The setting that names the column of its keys. */
  public String setting() {
    return setting;
  }
}
