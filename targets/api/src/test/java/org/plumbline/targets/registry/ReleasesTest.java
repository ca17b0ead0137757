package org.plumbline.targets.registry;

import static org.assertj.core.api.Assertions.assertThat;

import eu.maveniverse.maven.mima.context.ContextOverrides;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleasesTest {
    @Test
    void nearestReleasesAreThoseWithTheNearestNumbers() {
        List<String> known = List.of("1.3.1", "1.16.0", "1.16.3", "1.17.0", "1.17.1", "1.17.3", "1.18.0", "1.29.0");
        assertThat(Releases.nearest(known, "1.17.2")).containsExactly("1.16.3", "1.17.0", "1.17.1", "1.17.3", "1.18.0");
        assertThat(Releases.nearest(known, "rubbish")).contains("1.3.1").hasSize(5);
        assertThat(Releases.nearest(List.of("2.0"), "1")).containsExactly("2.0");
    }

    /// All repositories are mirrored by a folder, as a user's settings may ask for.
    @Nested
    class BehindAMirror {
        @TempDir
        Path folder;

        private Releases releases;

        private void mirrored(String url) throws IOException {
            mirrored(url, "");
        }

        private void mirrored(String url, String more) throws IOException {
            Path settings = folder.resolve("settings.xml");
            Files.writeString(settings, """
                <settings>%s<mirrors><mirror><id>here</id><mirrorOf>*</mirrorOf><url>%s</url></mirror></mirrors>
                </settings>
                """.formatted(more, url));
            releases = new Releases("org.example", "stack", ContextOverrides.create().withUserSettings(true)
                .withUserSettingsXmlOverride(settings).withLocalRepositoryOverride(folder.resolve("local")).build());
        }

        private void publish(String version) throws IOException {
            Path artifact = Files.createDirectories(folder.resolve("remote/org/example/stack"));
            Files.writeString(artifact.resolve("maven-metadata.xml"), """
                <metadata><groupId>org.example</groupId><artifactId>stack</artifactId><versioning><versions>
                <version>%s</version></versions></versioning></metadata>
                """.formatted(version));
            Files.writeString(Files.createDirectories(artifact.resolve(version)).resolve("stack-" + version + ".jar"),
                "a jar");
        }

        @Test
        void aReleaseIsFetchedOnceAndThenFoundWithoutNetwork() throws Exception {
            publish("1.2.0");
            mirrored(folder.resolve("remote").toUri().toString());
            assertThat(releases.jar("1.2.0")).isInstanceOfSatisfying(Releases.Resolved.class,
                r -> assertThat(r.jar()).startsWith(folder.resolve("local")).hasContent("a jar"));
            mirrored("http://127.0.0.1:1/");
            assertThat(releases.jar("1.2.0")).isInstanceOf(Releases.Resolved.class);
        }

        @Test
        void aReleaseThatIsNotThereIsAnsweredWithThoseThatAre() throws Exception {
            publish("1.2.0");
            mirrored(folder.resolve("remote").toUri().toString());
            assertThat(releases.known()).containsExactly("1.2.0");
            assertThat(releases.jar("1.3.0")).isEqualTo(new Releases.Unresolved("org.example:stack:1.3.0 does not exist"
                + " or cannot be fetched: nearest releases are 1.2.0"));
        }

        @Test
        void withoutNetworkTheRemedyIsNamed() throws Exception {
            mirrored("http://127.0.0.1:1/");
            assertThat(releases.jar("1.2.0")).isEqualTo(new Releases.Unresolved("org.example:stack:1.2.0 is not in the"
                + " local repository and no repository answers: connect to the network once, or check the mirrors in"
                + " settings.xml"));
        }

        @Test
        void settingsThatSayOfflineAreObeyed() throws Exception {
            publish("1.2.0");
            String remote = folder.resolve("remote").toUri().toString();
            mirrored(remote, "<offline>true</offline>");
            assertThat(releases.known()).isEmpty();
            assertThat(releases.jar("1.2.0")).isEqualTo(new Releases.Unresolved("org.example:stack:1.2.0 is not in the"
                + " local repository, and settings.xml says <offline>: take that out once, or name a release that is"
                + " there"));
            mirrored(remote);
            assertThat(releases.jar("1.2.0")).isInstanceOf(Releases.Resolved.class);
            mirrored(remote, "<offline>true</offline>");
            assertThat(releases.jar("1.2.0")).isInstanceOf(Releases.Resolved.class);
        }
    }
}
