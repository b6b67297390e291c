package dev.scopegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path data;

    @Test
    void signingKeyIsMadeOnceForItsOwnerOnly() throws IOException, ParseException {
        Path file = data.resolve("deep").resolve("signing-key.json");

        SigningKeyFile.ensure(file);
        String first = Files.readString(file);
        SigningKeyFile.ensure(file);

        assertThat(Files.readString(file)).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        ECKey key = ECKey.parse(first);
        assertThat(key.isPrivate()).isTrue();
        assertThat(key.getCurve()).isEqualTo(Curve.P_256);
        assertThat(key.getKeyID()).isNotBlank();
    }

    @Test
    void aSecretSurvivesTheNextStart() {
        Path file = data.resolve("pepper");

        String first = SecretFile.readOrCreate(file, () -> SecretFile.randomWord(48));

        assertThat(first).hasSize(48);
        assertThat(SecretFile.readOrCreate(file, () -> "another")).isEqualTo(first);
        assertThat(data.toFile().list()).containsExactly("pepper");
    }
}
