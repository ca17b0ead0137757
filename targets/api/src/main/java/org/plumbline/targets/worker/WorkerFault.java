package org.plumbline.targets.worker;

/// An error of this project inside a worker (an adapter threw, a worker did not start): never a result, always a reason
/// to stop loudly. The message carries the worker's stack trace or the end of its error output.
public final class WorkerFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WorkerFault(String message) {
        super(message);
    }

    public WorkerFault(String message, Throwable cause) {
        super(message, cause);
    }
}
