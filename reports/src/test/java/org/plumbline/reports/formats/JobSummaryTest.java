package org.plumbline.reports.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.reports.dashboard.Overview;
import org.plumbline.reports.dashboard.Overviews;

class JobSummaryTest {
    @TempDir
    Path folder;

    private String written(Overview overview) throws IOException {
        Path file = folder.resolve("summary.md");
        JobSummary.write(file, overview);
        return Files.readString(file);
    }

    @Test
    void nothingFoundIsSaidFirst() throws IOException {
        assertThat(written(Overviews.nothing())).contains("0 cases in 0 campaigns: nothing found.");
        assertThat(written(Overviews.clean())).contains("360,003 cases in 3 campaigns: nothing found.");
    }

    @Test
    void countsStandBeforeAShortTable() throws IOException {
        String text = written(Overviews.of(100));
        assertThat(text).contains("**100 root causes** (25 crash, 25 hang, 25 refused, 25 wrong\\-result)",
            "and 80 more root causes", "Not shown:", "night\\-3/summary\\.json\\: missing");
        assertThat(text.lines().filter(l -> l.startsWith("|"))).hasSize(2 + 3 + 2 + 20);
    }

    @Test
    void tablesKeepTheirColumnsWhateverIsInThem() throws IOException {
        List<String> rows = written(Overviews.hostile()).lines().filter(l -> l.startsWith("| ")).toList();
        assertThat(rows).hasSize(2 + 5).allSatisfy(r -> assertThat(r.replaceAll("\\\\.", "").chars().filter(c -> c
            == '|')
            .count()).isIn(6L, 7L));
    }

    @Test
    void neitherMarkupNorLinksOfTheHostileSurvive() throws IOException {
        String text = written(Overviews.hostile());
        assertThat(text).doesNotContain("<script", "<img", "](javascript", "\0", "\u2028", "\u202e", "https://evil")
            .contains("[1](<https://issues.example.org/1>)");
    }
}
