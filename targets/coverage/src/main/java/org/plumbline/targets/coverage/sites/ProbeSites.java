package org.plumbline.targets.coverage.sites;

import java.nio.file.Path;

/// Where probes can be put into a library. A site's identity is the build-id and the address in the file (relative to
/// where the library gets loaded), so that it means the same on every machine.
///
/// @param code the pages that hold the sites
/// @param addresses ascending; neither copied nor to be changed
public record ProbeSites(Path library, String buildId, Pages code, int[] addresses) {
    /// The pages of a file that get mapped as code: `bytes` from position `offset` on, to `address`.
    public record Pages(long offset, long address, long bytes) {
        static final long PAGE = 4096;

        static Pages around(long offset, long address, long bytes) {
            long before = address & PAGE - 1;
            return new Pages(offset - before, address - before, bytes + before);
        }
    }
}
