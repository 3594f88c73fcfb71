#include "report/charts.hpp"
#include "report/svg_columns.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <sstream>

using namespace micrograph::report;

TEST_CASE("lines behind bars are round numbers, few, and reach the top") {
  using Ticks = std::vector<std::uint64_t>;
  CHECK(count_ticks(0) == Ticks{0, 1});
  CHECK(count_ticks(1) == Ticks{0, 1});
  CHECK(count_ticks(3) == Ticks{0, 1, 2, 3});
  CHECK(count_ticks(7) == Ticks{0, 2, 4, 6, 8});
  CHECK(count_ticks(170) == Ticks{0, 50, 100, 150, 200});
  CHECK(count_ticks(1000000) == Ticks{0, 500000, 1000000});
  for (std::uint64_t top = 1; top < 3000; ++top) {
    const auto ticks = count_ticks(top);
    CHECK(ticks.size() <= 5);
    CHECK(ticks.back() >= top);
  }
  CHECK(count_ticks(std::numeric_limits<std::uint64_t>::max() / 200).size() <= 5);
}

TEST_CASE("a histogram of powers of ten puts equal ratios at equal distances") {
  Histogram histogram{"Pixel size", "µm", "Images", Histogram::Axis::logarithmic, false, {}};
  histogram.bins = {{0.1, 0.2, 3}, {1.0, 2.0, 5}, {5.0, 10.0, 1}};
  const ColumnChart chart = histogram_chart(histogram, "Sizes");
  REQUIRE(chart.columns.size() == 3);
  CHECK(chart.columns[0].left == doctest::Approx(0));
  CHECK(chart.columns[1].left == doctest::Approx(0.5)); // of two decades
  CHECK(chart.columns[2].left + chart.columns[2].width / 0.96 == doctest::Approx(1));
  CHECK(chart.columns[0].title == "0.1 to 0.2 µm: 3");
  CHECK(chart.description == "Most, 5, are 1 to 2 µm.");
  REQUIRE(chart.ticks.size() == 3);
  CHECK(chart.ticks[1].label == "1");
}

TEST_CASE("bins without an end stand beside the axis") {
  Histogram histogram{"Emission", "nm", "Channels", Histogram::Axis::linear, true, {}};
  histogram.bins = {{std::nullopt, 200.0, 1}, {500.0, 525.0, 2}, {1000.0, std::nullopt, 1}};
  const ColumnChart chart = histogram_chart(histogram, "Light");
  REQUIRE(chart.columns.size() == 3);
  CHECK(chart.columns[0].left == 0);
  CHECK(chart.columns[0].width < 0.07);
  CHECK(chart.columns[1].left > 0.06);
  CHECK(chart.columns[2].left == doctest::Approx(0.94));
  CHECK(bin_name(histogram.bins[0], "nm") == "below 200 nm");
  CHECK(bin_name(histogram.bins[2], "nm") == "from 1000 nm");
  CHECK(chart.columns[1].colour == colour_of_light(512.5));
  CHECK(chart.columns[0].colour == colour_of_light(0));
}

TEST_CASE("a histogram of one value, of none, and of hostile ones can be drawn") {
  for (const auto axis : {Histogram::Axis::linear, Histogram::Axis::logarithmic}) {
    Histogram histogram{"", "", "", axis, true, {}};
    CHECK(histogram_chart(histogram, "").columns.empty());
    histogram.bins = {{std::nullopt, std::nullopt, 1}};
    CHECK(histogram_chart(histogram, "").columns.size() == 1);
    histogram.bins = {{-1e300, 1e300, 1}, {0.0, 0.0, 1}};
    for (const Column& column : histogram_chart(histogram, "").columns) {
      CHECK(column.left >= 0);
      CHECK(column.left + column.width <= 1.01);
    }
    CHECK(histogram_chart(histogram, "").ticks.size() < 20);
  }
}

TEST_CASE("light has its colour, what nobody sees is grey") {
  CHECK(colour_of_light(300) == "#8b93a1");
  CHECK(colour_of_light(900) == "#8b93a1");
  CHECK(colour_of_light(380) == "#7642c8");
  CHECK(colour_of_light(740) == "#b02834");
  CHECK(colour_of_light(510) == "#18a06e");
}

TEST_CASE("ten years are drawn by month, more by year") {
  Timeline timeline;
  for (int year = 2011; year <= 2020; ++year)
    timeline.years.push_back({year, {}});
  timeline.years[0].months[2] = 4;
  timeline.years[9].months[11] = 6;
  ColumnChart chart = timeline_chart(timeline, "Images");
  REQUIRE(chart.columns.size() == 2);
  CHECK(chart.columns[0].title == "Mar 2011: 4");
  CHECK(chart.columns[0].left == doctest::Approx(2.0 / 120));
  CHECK(chart.columns[1].left == doctest::Approx(119.0 / 120));
  CHECK(chart.description == "From 2011 to 2020; most, 6, in 2020.");
  timeline.years.push_back({2021, {}});
  chart = timeline_chart(timeline, "Images");
  REQUIRE(chart.columns.size() == 2);
  CHECK(chart.columns[0].title == "2011: 4");
}

TEST_CASE("a drawing of bars escapes what it is told") {
  std::ostringstream out;
  write_columns(out, {"<b>", "\"d\"", {{0, 0.5, 2, "<i>", {}}}, {{0.5, "</svg>", false}}}, "x");
  const std::string svg = out.str();
  CHECK(svg.find("<b>") == std::string::npos);
  CHECK(svg.find("<i>") == std::string::npos);
  CHECK(svg.find("&lt;/svg&gt;") != std::string::npos);
  CHECK(svg.find("height=\"168\"") != std::string::npos); // 2 of 2: the whole height
}

TEST_CASE("a bar of something is never nothing") {
  std::ostringstream something, nothing;
  write_lying_bar(something, 1, 1000000);
  write_lying_bar(nothing, 0, 1000000);
  CHECK(something.str().find("class=\"bar\" width=\"0.40%\"") != std::string::npos);
  CHECK(nothing.str().find("class=\"bar\"") == std::string::npos);
}
