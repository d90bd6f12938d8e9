package io.nightjar.spark.lease;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * Who holds a lease.
 *
 * @param process the holder's process
 * @param runId the holder's run
 * @param since when it was taken
 * @param token different for every taking, so that an owner knows its own file
 */
record LeaseOwner(ProcessIdentity process, String runId, Instant since, String token) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  byte[] bytes() {
    ObjectNode tree = MAPPER.createObjectNode();
    tree.put("host", process.host());
    tree.put("boot", process.boot());
    tree.put("namespace", process.namespace());
    tree.put("pid", process.pid());
    tree.put("started", process.started());
    tree.put("run_id", runId);
    tree.put("since", since.toString());
    tree.put("token", token);
    return tree.toString().getBytes(StandardCharsets.UTF_8);
  }

  static LeaseOwner read(byte[] bytes, String file) {
    try {
      JsonNode tree = MAPPER.readTree(bytes);
      return new LeaseOwner(
          new ProcessIdentity(
              tree.path("host").asText(),
              tree.path("boot").asText(),
              tree.path("namespace").asText(),
              tree.path("pid").asLong(),
              tree.path("started").asText()),
          tree.path("run_id").asText(),
          Instant.parse(tree.path("since").asText()),
          tree.path("token").asText());
    } catch (IOException | DateTimeException e) {
      throw NightjarException.of(
          FailureKind.STORAGE,
          file,
          "is damaged, so it is unknown who holds this lease. Make sure that no run is active, then"
              + " delete the file.",
          e);
    }
  }
}
