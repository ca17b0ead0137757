package org.plumbline.targets.registry;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.VersionRangeRequest;
import org.eclipse.aether.resolution.VersionRangeResolutionException;
import org.eclipse.aether.version.Version;

/// Releases of a Java library, fetched as Maven would fetch them: local repository, mirrors, proxies and credentials
/// come from the user's `settings.xml`. What was fetched once works offline.
public final class Releases {
    private static final int NEAREST = 5;

    private final String groupId;
    private final String artifactId;

    private final ContextOverrides settings;

    public Releases(String groupId, String artifactId) {
        this(groupId, artifactId, ContextOverrides.create().withUserSettings(true).build());
    }

    Releases(String groupId, String artifactId, ContextOverrides settings) {
        this.groupId = groupId;
        this.artifactId = artifactId;
        this.settings = settings;
    }

    /// What looking for a release gives.
    public sealed interface Resolution {
    }

    public record Resolved(Path jar) implements Resolution {
    }

    /// `reason` is one line: what is wrong and, where the repository answers, which releases are near.
    public record Unresolved(String reason) implements Resolution {
    }

    /// Finds the jar of a release, in the local repository or over the network.
    public Resolution jar(String version) {
        return jar(version, "");
    }

    /// Finds the jar of a release that has this classifier.
    public Resolution jar(String version, String classifier) {
        try (Context context = Runtimes.INSTANCE.getRuntime().create(settings)) {
            Artifact artifact = new DefaultArtifact(groupId, artifactId, classifier, "jar", version);
            try {
                return new Resolved(context.repositorySystem().resolveArtifact(context.repositorySystemSession(),
                    new ArtifactRequest(artifact, context.remoteRepositories(), null)).getArtifact().getFile()
                    .toPath());
            } catch (ArtifactResolutionException e) {
                return new Unresolved(reason(context, version));
            }
        }
    }

    /// All releases that the repositories or, offline, the local repository know; ascending.
    public List<String> known() {
        try (Context context = Runtimes.INSTANCE.getRuntime().create(settings)) {
            return known(context).stream().map(Version::toString).toList();
        }
    }

    private String reason(Context context, String version) {
        String name = groupId + ":" + artifactId + ":" + version;
        List<Version> known = known(context);
        if (known.isEmpty()) {
            return name + " is not in the local repository and no repository answers: connect to the network once,"
                + " or check the mirrors in settings.xml";
        }
        List<String> nearest = nearest(known.stream().map(Version::toString).toList(), version);
        return name + " does not exist or cannot be fetched: nearest releases are " + String.join(", ", nearest);
    }

    private List<Version> known(Context context) {
        VersionRangeRequest request = new VersionRangeRequest(new DefaultArtifact(groupId, artifactId, "jar", "[0,)"),
            context.remoteRepositories(), null);
        try {
            return context.repositorySystem().resolveVersionRange(context.repositorySystemSession(), request)
                .getVersions();
        } catch (VersionRangeResolutionException e) {
            return List.of();
        }
    }

    /// The releases whose numbers are nearest, first by the major, then by the minor number and so on; ascending.
    static List<String> nearest(List<String> known, String version) {
        List<String> byDistance = known.stream().sorted(Comparator.comparingLong(v -> distance(v, version))).toList();
        List<String> nearest = byDistance.subList(0, Math.min(NEAREST, byDistance.size()));
        return known.stream().filter(nearest::contains).toList();
    }

    private static long distance(String a, String b) {
        return Math.abs(weight(a) - weight(b));
    }

    private static long weight(String version) {
        String[] parts = version.split("[.-]");
        long weight = 0;
        for (int i = 0; i < 3; i++) {
            String digits = i < parts.length ? parts[i].replaceAll("\\D", "") : "";
            weight = weight * 1000 + (digits.isEmpty() || digits.length() > 3 ? 0 : Long.parseLong(digits));
        }
        return weight;
    }
}
