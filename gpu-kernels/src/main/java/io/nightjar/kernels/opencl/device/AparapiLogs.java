package io.nightjar.kernels.opencl.device;

import com.aparapi.Config;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps Aparapi from touching the process's logging: its first class sets the level of every root
 * handler, and its loggers speak of fallbacks that never happen here.
 */
final class AparapiLogs {
  /** Held for good, because the JVM forgets the level of a logger that nobody holds. */
  private static final Logger LOGGER = load();

  private AparapiLogs() {}

  static void quieten() {
    LOGGER.setLevel(Level.OFF);
  }

  private static Logger load() {
    Map<Handler, Level> levels = new HashMap<>();
    for (Handler handler : Logger.getLogger("").getHandlers()) {
      levels.put(handler, handler.getLevel());
    }
    Logger logger = Logger.getLogger(Config.getLoggerName());
    levels.forEach(Handler::setLevel);
    return logger;
  }
}
