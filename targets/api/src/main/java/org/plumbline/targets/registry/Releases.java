package org.plumbline.targets.registry;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.io.File;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuilder;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.VersionRangeRequest;
import org.eclipse.aether.resolution.VersionRangeResolutionException;
import org.eclipse.aether.version.Version;

/// Releases of a Java library, fetched as Maven would fetch them: local repository, mirrors, proxies and credentials
/// come from the user's `settings.xml`, and so does `<offline>`. What was fetched once works offline.
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
            RepositorySystemSession session = session(context);
            try {
                return new Resolved(context.repositorySystem().resolveArtifact(session,
                    new ArtifactRequest(artifact, context.remoteRepositories(), null)).getArtifact().getFile()
                    .toPath());
            } catch (ArtifactResolutionException e) {
                return new Unresolved(reason(known(context, session), session.isOffline(), version));
            }
        }
    }

    /// All releases that the repositories or, offline, the local repository know; ascending.
    public List<String> known() {
        try (Context context = Runtimes.INSTANCE.getRuntime().create(settings)) {
            return known(context, session(context));
        }
    }

    /// The session, offline where the user's settings say so: the runtime takes the mirrors and the local repository
    /// from them, but not that.
    private static RepositorySystemSession session(Context context) {
        RepositorySystemSession session = context.repositorySystemSession();
        SettingsBuilder builder = context.lookup().lookup(SettingsBuilder.class).orElseThrow();
        DefaultSettingsBuildingRequest files = new DefaultSettingsBuildingRequest();
        files.setSystemProperties(System.getProperties());
        files.setUserSettingsFile(file(context.mavenUserHome().settingsXml()));
        files.setGlobalSettingsFile(file(context.mavenSystemHome() == null ? null
            : context.mavenSystemHome().settingsXml()));
        try {
            return builder.build(files).getEffectiveSettings().isOffline()
                ? new DefaultRepositorySystemSession(session).setOffline(true) : session;
        } catch (SettingsBuildingException e) {
            throw new IllegalStateException("the runtime has read these settings before", e);
        }
    }

    private static File file(Path path) {
        return path == null ? null : path.toFile();
    }

    private String reason(List<String> known, boolean offline, String version) {
        String name = groupId + ":" + artifactId + ":" + version;
        if (offline) {
            return name + " is not in the local repository, and settings.xml says <offline>: take that out once, or "
                + "name a release that is there";
        }
        if (known.isEmpty()) {
            return name + " is not in the local repository and no repository answers: connect to the network once,"
                + " or check the mirrors in settings.xml";
        }
        return name + " does not exist or cannot be fetched: nearest releases are "
            + String.join(", ", nearest(known, version));
    }

    private List<String> known(Context context, RepositorySystemSession session) {
        VersionRangeRequest request = new VersionRangeRequest(new DefaultArtifact(groupId, artifactId, "jar", "[0,)"),
            context.remoteRepositories(), null);
        try {
            return context.repositorySystem().resolveVersionRange(session, request).getVersions().stream()
                .map(Version::toString).toList();
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
