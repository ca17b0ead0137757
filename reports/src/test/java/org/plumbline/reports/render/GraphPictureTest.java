package org.plumbline.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Kind;
import org.plumbline.reports.Finding;
import org.plumbline.reports.render.Boxes.Drawing;
import org.plumbline.reports.render.Layout.Area;
import org.plumbline.reports.render.Layout.Point;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class GraphPictureTest {
    private static Document parsed(String svg) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        } catch (Exception e) {
            throw new AssertionError("not well-formed: " + svg, e);
        }
    }

    private static List<Element> all(Document svg, String tag) {
        NodeList found = svg.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static List<String> texts(Document svg) {
        return all(svg, "text").stream().map(Element::getTextContent).toList();
    }

    private final Document reluClip = parsed(GraphPicture.of(Reports.of(Reports.finding(Kind.WRONG_RESULT),
        Reports.reluClip())));

    @Nested
    class ThePicture {
        @Test
        void isAnImageWithATitleAndADescription() {
            Element root = reluClip.getDocumentElement();
            assertThat(root.getAttribute("role")).isEqualTo("img");
            assertThat(root.getAttribute("aria-labelledby")).isEqualTo("title desc");
            assertThat(all(reluClip, "title")).singleElement().extracting(Element::getTextContent)
                .isEqualTo("Relu → Clip: wrong result");
            assertThat(all(reluClip, "desc")).singleElement().extracting(Element::getTextContent).asString()
                .contains("The value at fault is y (float[2])");
        }

        @Test
        void namesEveryValueWithItsTypeAndEveryOperatorWithItsAttributes() {
            assertThat(texts(reluClip)).containsSubsequence("x", "float[2]", "input").contains("r", "lo", "{-2.0}",
                "initializer", "Relu", "note = note", "Clip", "y", "output: wrong here");
            assertThat(texts(reluClip)).filteredOn("float[2]"::equals).hasSize(3);
        }

        @Test
        void marksTheGuiltyValueByColourAndInWords() {
            assertThat(all(reluClip, "g")).filteredOn(g -> g.getAttribute("class").contains("guilty")).singleElement()
                .satisfies(g -> assertThat(g.getTextContent()).contains("y").contains("wrong here"));
        }

        @Test
        void marksNothingWhereTheWholeRunIsMeant() {
            Finding f = Finding.of("s", new Evidence(Kind.CRASH, List.of("all"),
                List.of(), "", "SIGFPE", "", 1), "onnxruntime", "1.29.0", 1, 2);
            assertThat(GraphPicture.of(Reports.of(f, Reports.reluClip()))).doesNotContain("wrong here")
                .contains("No single value");
        }

        @Test
        void isForLightAndDarkWithoutScriptsOrAnythingFromElsewhere() {
            String svg = GraphPicture.of(Reports.of(Reports.finding(Kind.WRONG_RESULT), Reports.reluClip()));
            assertThat(svg).contains("prefers-color-scheme: dark").doesNotContain("<script", "href", "<image",
                "@import",
                "url(http");
        }
    }

    @Nested
    class AHostileName {
        static List<String> hostile() {
            return Reports.HOSTILE;
        }

        @ParameterizedTest
        @MethodSource("hostile")
        void isTextAndNothingElse(String name) {
            Document svg = parsed(GraphPicture.of(Reports.of(Reports.finding(Kind.WRONG_RESULT), Reports.reluClip(
                "x" + name, "r" + name, "y" + name, "Relu" + name, "a" + name))));
            for (String tag : List.of("rect", "g", "path", "script", "image", "a", "foreignObject", "svg")) {
                assertThat(all(svg, tag)).as(tag).hasSameSizeAs(all(reluClip, tag));
            }
        }
    }

    @Nested
    class TheLayout {
        @Property(tries = 200)
        void laysNoBoxOverAnother(@ForAll long seed, @ForAll @IntRange(min = 0, max = 50) int nodes) {
            Layout layout = layout(seed, nodes);
            for (int i = 0; i < layout.boxes().size(); i++) {
                Area a = layout.boxes().get(i);
                assertThat(layout.boxes().subList(i + 1, layout.boxes().size())).noneMatch(a::overlaps);
                assertThat(a.x()).isNotNegative();
                assertThat(a.y()).isNotNegative();
                assertThat(a.x() + a.width()).isLessThanOrEqualTo(layout.width());
                assertThat(a.y() + a.height()).isLessThanOrEqualTo(layout.height());
            }
        }

        @Property(tries = 100)
        void leadsEveryArrowDownFromItsBoxToTheOther(@ForAll long seed, @ForAll @IntRange(min = 1,
            max = 50) int nodes) {
            Drawing drawing = Boxes.of(Reports.of(Reports.finding(Kind.WRONG_RESULT), Reports.random(seed, nodes)));
            Layout layout = Layout.of(drawing);
            for (int i = 0; i < drawing.arrows().size(); i++) {
                List<Point> line = layout.lines().get(i);
                Area from = layout.boxes().get(drawing.arrows().get(i).from());
                Area to = layout.boxes().get(drawing.arrows().get(i).to());
                assertThat(line.getFirst().y()).isEqualTo(from.y() + from.height());
                assertThat(line.getLast().y()).isEqualTo(to.y());
                assertThat(line).extracting(Point::y).isSorted();
            }
        }

        @Property(tries = 100)
        void leadsNoArrowThroughABoxThatIsNotItsOwn(@ForAll long seed, @ForAll @IntRange(min = 1, max = 50) int nodes) {
            Layout layout = layout(seed, nodes);
            for (List<Point> line : layout.lines()) {
                for (int i = 1; i < line.size(); i++) {
                    for (double t = 0.05; t < 1; t += 0.1) {
                        Point a = line.get(i - 1);
                        Point b = line.get(i);
                        Area here = new Area(a.x() + t * (b.x() - a.x()), a.y() + t * (b.y() - a.y()), 0.01, 0.01);
                        assertThat(layout.boxes()).noneMatch(here::overlaps);
                    }
                }
            }
        }

        private Layout layout(long seed, int nodes) {
            return Layout.of(Boxes.of(Reports.of(Reports.finding(Kind.WRONG_RESULT), Reports.random(seed, nodes))));
        }
    }
}
