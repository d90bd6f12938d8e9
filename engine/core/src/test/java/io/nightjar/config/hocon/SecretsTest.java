package io.nightjar.config.hocon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "spark.hadoop.fs.s3a.secret.key",
        "spark.hadoop.fs.s3a.access.key",
        "fs.azure.account.key.store",
        "db.api-key",
        "apiToken",
        "javax.net.ssl.keyStorePassword",
        "aws_credentials"
      })
  void knowsASecretByItsKey(String key) {
    assertThat(Secrets.isSecret(key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"data.id", "score.keep", "monkey", "split.seed", "spark.sql.keys"})
  void leavesOtherKeysAlone(String key) {
    assertThat(Secrets.isSecret(key)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "s3a://id:sec@bucket/a > s3a://***@bucket/a",
        "jdbc:postgresql://h/db?user=me&password=p w > jdbc:postgresql://h/db?user=me&password=*** w",
        "-Dapi.key=abc -Xmx1g > -Dapi.key=*** -Xmx1g",
        "https://h/a?sas-key=1;x=2 > https://h/a?sas-key=***;x=2",
        "hdfs://host:9000/a@b > hdfs://host:9000/a@b"
      })
  void masksSecretsInsideText(String text, String masked) {
    assertThat(Secrets.mask(text)).isEqualTo(masked);
  }

  @Test
  void masksAPasswordThatHasAnAtSign() {
    assertThat(Secrets.mask("ftp://me:p@ss@host/x")).isEqualTo("ftp://***@host/x");
  }
}
