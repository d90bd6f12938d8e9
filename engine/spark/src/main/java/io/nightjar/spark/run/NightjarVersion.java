package io.nightjar.spark.run;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version that was built, from a resource that Maven fills in. */
public final class NightjarVersion {
  private static final String RESOURCE = "/nightjar-version.properties";

  private NightjarVersion() {}

  /** The version, such as 0.1.0. */
  public static String text() {
    Properties built = new Properties();
    try (InputStream in = NightjarVersion.class.getResourceAsStream(RESOURCE)) {
      built.load(in);
    } catch (IOException e) {
      throw new IllegalStateException(RESOURCE + " can't be read", e);
    }
    return built.getProperty("version");
  }
}
