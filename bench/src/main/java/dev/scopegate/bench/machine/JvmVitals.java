package dev.scopegate.bench.machine;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.scopegate.bench.BenchFailure;
import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.net.MalformedURLException;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * What another JVM has allocated, as it counts itself for each thread. Nothing is sampled or switched on for it, and
 * two numbers are read per round, so that it costs what is measured nothing.
 */
public final class JvmVitals implements AutoCloseable {

    private final JMXConnector connector;
    private final com.sun.management.ThreadMXBean threads;
    private final MemoryMXBean memory;
    private final CompilationMXBean compiler;

    private JvmVitals(JMXConnector connector) throws IOException {
        this.connector = connector;
        MBeanServerConnection beans = connector.getMBeanServerConnection();
        this.threads = ManagementFactory.newPlatformMXBeanProxy(
                beans, ManagementFactory.THREAD_MXBEAN_NAME, com.sun.management.ThreadMXBean.class);
        this.memory = ManagementFactory.newPlatformMXBeanProxy(
                beans, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
        this.compiler = ManagementFactory.newPlatformMXBeanProxy(
                beans, ManagementFactory.COMPILATION_MXBEAN_NAME, CompilationMXBean.class);
    }

    /** Of a child of ours: the address is what it says itself. */
    @SuppressWarnings("BanJNDI")
    public static JvmVitals attach(long pid) {
        try {
            return new JvmVitals(JMXConnectorFactory.connect(address(pid)));
        } catch (IOException | AttachNotSupportedException e) {
            throw new BenchFailure("JVM " + pid + " must let itself be watched, but does not: " + e.getMessage(), e);
        }
    }

    private static JMXServiceURL address(long pid)
            throws IOException, AttachNotSupportedException, MalformedURLException {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
        try {
            return new JMXServiceURL(machine.startLocalManagementAgent());
        } finally {
            machine.detach();
        }
    }

    /** By all threads, those that have ended too. */
    public long allocatedBytes() {
        return threads.getTotalThreadAllocatedBytes();
    }

    /** Milliseconds that its compilers have worked so far. */
    public long compilingMillis() {
        return compiler.getTotalCompilationTime();
    }

    /** What is reachable, after a collection. */
    public long liveBytes() {
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            throw new BenchFailure("cannot close the connection to a JVM: " + e.getMessage(), e);
        }
    }
}
