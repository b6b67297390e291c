package dev.scopegate.bench.load;

/**
 * What came of many calls.
 *
 * @param calls that were answered
 * @param wrong of them answered with another status than a right answer has, or not at all
 * @param micros that it took as a whole
 * @param p50Micros how long half of the calls took at most
 * @param p99Micros how long all but one in a hundred took at most
 */
public record Load(long calls, long wrong, long micros, double p50Micros, double p99Micros) {

    public double perSecond() {
        return calls * 1e6 / micros;
    }
}
