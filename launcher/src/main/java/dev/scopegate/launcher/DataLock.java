package dev.scopegate.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second launcher out of the same data folder: two servers on one append-only file would ruin it. */
final class DataLock implements AutoCloseable {

    private final FileChannel channel;

    private DataLock(FileChannel channel) {
        this.channel = channel;
    }

    static DataLock take(Path data) {
        Path file = data.resolve("lock");
        try {
            SecretFile.createFolder(data);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                return new DataLock(channel);
            }
            channel.close();
        } catch (OverlappingFileLockException mine) {
            // This process holds it: the same answer.
        } catch (IOException failure) {
            throw new StartFailure("cannot use the data folder " + data + ": " + failure, failure);
        }
        throw new StartFailure("another scopegate uses the data folder " + data + ": end it or set SCOPEGATE_DATA_DIR");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
