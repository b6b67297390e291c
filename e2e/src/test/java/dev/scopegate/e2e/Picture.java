package dev.scopegate.e2e;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** A picture of a page with a palette, which takes a third of the room: few colours make up a page. */
final class Picture {

    private static final int COLOURS = 256;
    /** The upper five bits of each channel: what differs only below is one colour to the eye. */
    private static final int BUCKET = 0xf8f8f8;

    private Picture() {}

    /** The same picture as a PNG of at most 256 colours: the most frequent ones, and for any other the nearest of these. */
    static byte[] small(byte[] png) {
        try {
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
            int[] colours = palette(picture);
            IndexColorModel model = new IndexColorModel(8, colours.length, colours, 0, false, -1, 0);
            BufferedImage small =
                    new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
            Map<Integer, Integer> nearest = new HashMap<>();
            for (int y = 0; y < picture.getHeight(); y++) {
                for (int x = 0; x < picture.getWidth(); x++) {
                    int colour = picture.getRGB(x, y) & 0xffffff;
                    int at = nearest.computeIfAbsent(colour, each -> nearest(colours, each));
                    small.getRaster().setSample(x, y, 0, at);
                }
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(small, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int[] palette(BufferedImage picture) {
        Map<Integer, Map<Integer, Integer>> buckets = new HashMap<>();
        int[] row = new int[picture.getWidth()];
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int colour : picture.getRGB(0, y, row.length, 1, row, 0, row.length)) {
                buckets.computeIfAbsent(colour & BUCKET, each -> new HashMap<>())
                        .merge(colour & 0xffffff, 1, Integer::sum);
            }
        }
        Comparator<Map<Integer, Integer>> bySize = Comparator.comparingInt(
                bucket -> -bucket.values().stream().mapToInt(n -> n).sum());
        List<Map<Integer, Integer>> largest =
                buckets.values().stream().sorted(bySize).limit(COLOURS).toList();
        return largest.stream()
                .mapToInt(bucket -> bucket.entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .orElseThrow()
                        .getKey())
                .toArray();
    }

    private static int nearest(int[] colours, int colour) {
        int best = 0;
        for (int at = 1; at < colours.length; at++) {
            best = distance(colours[at], colour) < distance(colours[best], colour) ? at : best;
        }
        return best;
    }

    private static int distance(int one, int other) {
        int sum = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int difference = (one >> shift & 0xff) - (other >> shift & 0xff);
            sum += difference * difference;
        }
        return sum;
    }
}
