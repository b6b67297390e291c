package dev.scopegate.e2e;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
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
            int width = picture.getWidth();
            int height = picture.getHeight();
            int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
            for (int at = 0; at < pixels.length; at++) {
                pixels[at] &= 0xffffff;
            }
            int[] colours = palette(pixels);
            IndexColorModel model = new IndexColorModel(8, colours.length, colours, 0, false, -1, 0);
            BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
            fill(((DataBufferByte) small.getRaster().getDataBuffer()).getData(), pixels, colours);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(small, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Most pixels are as the one before. */
    private static void fill(byte[] small, int[] pixels, int[] colours) {
        Map<Integer, Integer> nearest = new HashMap<>();
        for (int at = 0; at < pixels.length; at++) {
            small[at] = at > 0 && pixels[at] == pixels[at - 1]
                    ? small[at - 1]
                    : nearest.computeIfAbsent(pixels[at], each -> nearest(colours, each))
                            .byteValue();
        }
    }

    private static int[] palette(int[] pixels) {
        Map<Integer, Map<Integer, Integer>> buckets = new HashMap<>();
        int[] sorted = pixels.clone();
        Arrays.sort(sorted);
        for (int from = 0; from < sorted.length; ) {
            int to = from;
            while (to < sorted.length && sorted[to] == sorted[from]) {
                to++;
            }
            buckets.computeIfAbsent(sorted[from] & BUCKET, each -> new HashMap<>())
                    .put(sorted[from], to - from);
            from = to;
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
