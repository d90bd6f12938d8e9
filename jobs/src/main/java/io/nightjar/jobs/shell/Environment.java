package io.nightjar.jobs.shell;

import io.nightjar.spark.run.NightjarVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** On what a run was run: versions, machine and master, for its record. */
final class Environment {
  private Environment() {}

  static Map<String, Object> of(SparkSession spark) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("nightjar", NightjarVersion.text());
    facts.put("spark", spark.version());
    facts.put("java", System.getProperty("java.version"));
    facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    facts.put("cores", Runtime.getRuntime().availableProcessors());
    facts.put("heap_mb", Runtime.getRuntime().maxMemory() >> 20);
    facts.put("master", spark.sparkContext().master());
    facts.put("application", spark.sparkContext().applicationId());
    return facts;
  }
}
