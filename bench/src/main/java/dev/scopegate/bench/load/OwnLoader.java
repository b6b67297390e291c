package dev.scopegate.bench.load;

import dev.scopegate.bench.BenchFailure;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A loader where there is no wrk, and the one that keeps a rate. It costs more CPU per call than wrk does: compare what
 * it says with what it says.
 */
public final class OwnLoader implements Loader {

    private static final int LARGEST_ANSWER = 1 << 20;
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Override
    public Load run(Call call, int connections, Duration duration) {
        return run(call, connections, duration, Pace.UNBOUND);
    }

    /** Calls with each of the call's tokens, once. */
    public Load once(Call call, int connections) {
        return run(call, connections, LONGEST, Pace.most(call.allTokens().size()));
    }

    /**
     * Calls at an even rate, whether or not earlier ones were answered. How long a call took counts from when it was
     * due, so that a server that stalls does not hide the calls that would have come meanwhile.
     */
    public Load atRate(Call call, int connections, Duration duration, double perSecond) {
        return run(call, connections, duration, Pace.of(perSecond));
    }

    private static Load run(Call call, int connections, Duration duration, Pace pace) {
        // One thread for all connections: what they share needs no lock.
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            Campaign campaign = new Campaign(call, pace, duration, loop.next());
            for (int i = 0; i < connections; i++) {
                connect(loop, call, campaign);
            }
            return campaign.run().get(duration.plus(PATIENCE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted under load", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new BenchFailure("load on " + call.uri() + " must end in time, but did not", e);
        } finally {
            var unused = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }

    private static void connect(EventLoopGroup loop, Call call, Campaign campaign) throws InterruptedException {
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(
                                        new HttpClientCodec(),
                                        new HttpObjectAggregator(LARGEST_ANSWER),
                                        campaign.caller());
                    }
                })
                .connect(call.uri().getHost(), call.uri().getPort())
                .sync();
    }
}
