#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// What a report says, without how it looks. Texts are as the graph has them, hostile or not; whoever writes them out
/// escapes them. Everything is bounded: what is left out is counted.
namespace micrograph::report {

/// What was left out of a list.
struct Remainder {
  std::uint64_t rows = 0;  ///< so many more lines
  std::uint64_t count = 0; ///< and what they count
};

/// Things and how many images (or the like) each has, most first.
struct Bars {
  struct Bar {
    std::string label;
    std::string detail; ///< in small letters after the label; may be empty
    std::string iri;    ///< what the label leads to; empty for nothing
    std::uint64_t count = 0;
  };
  std::string things;  ///< heading of the labels: "Objective"
  std::string counted; ///< heading of the counts: "Images"
  std::vector<Bar> bars;
  Remainder rest;
};

/// How many things have a value within each bin, in the order of the values.
struct Histogram {
  struct Bin {
    std::optional<double> from, to; ///< absent: no such end
    std::uint64_t count = 0;
  };
  enum class Axis { linear, logarithmic };
  std::string quantity; ///< "Pixel size"
  std::string unit;     ///< "µm"
  std::string counted;  ///< "Images"
  Axis axis = Axis::linear;
  bool of_light = false; ///< the values are wavelengths in nm, so that bars can have the colour of the light
  std::vector<Bin> bins;
};

/// How many images were taken when.
struct Timeline {
  static constexpr int months_in_year = 12;
  struct Year {
    int year = 0;
    std::array<std::uint64_t, months_in_year> months{};
    [[nodiscard]] std::uint64_t total() const;
  };
  std::vector<Year> years; ///< every year from the first to the last, empty ones too
  std::uint64_t unplaced = 0; ///< images whose date has no month that could be
};

/// The use of several things over the same time.
struct Sparklines {
  struct Line {
    std::string label;
    std::vector<std::uint64_t> counts; ///< one for each period
    std::uint64_t total = 0;
    std::string first, last; ///< months: "2021-03"
  };
  std::string things; ///< "Microscope"
  std::string period; ///< what a bar stands for: "month" or "year"
  std::string from, to; ///< months
  std::vector<Line> lines;
  Remainder rest;
};

/// Which share of the images states a fact, and what to do about the others.
struct Shares {
  struct Share {
    std::string fact;
    std::uint64_t stated = 0;
    std::string next_step;
  };
  std::uint64_t all = 0;
  std::vector<Share> shares;
};

/// Things that a drawing leads from and to: `from` made `to`.
struct Drawing {
  struct Node {
    std::string label;
    std::string iri;
  };
  struct Edge {
    std::uint32_t from = 0, to = 0; ///< into nodes
    std::string relation;           ///< "wasDerivedFrom"; may be empty
  };
  std::string from_heading, to_heading; ///< of the table that says the same
  std::vector<Node> nodes;
  std::vector<Edge> edges;
  std::uint64_t nodes_not_drawn = 0, edges_not_drawn = 0;
};

/// A plain table.
struct Listing {
  std::vector<std::string> columns;
  struct Line {
    std::vector<std::string> cells;
    std::uint64_t count = 0;
  };
  std::string counted; ///< heading of the counts
  std::vector<Line> lines;
};

struct Figure {
  std::string id; ///< names the element; letters, digits and hyphens
  std::string caption;
  std::string note;     ///< how to read it, or what it leaves out; may be empty
  std::string question; ///< the ready question whose answer it shows
  std::variant<Bars, Histogram, Timeline, Sparklines, Shares, Drawing, Listing> content;
};

struct Section {
  std::string id;
  std::string heading;
  std::string text;   ///< one sentence; may be empty
  std::string absent; ///< said in place of figures, if there are none
  std::vector<Figure> figures;
};

/// Whose answer the totals are.
inline constexpr char totals_question[] = "general/totals";

struct Total {
  std::string what;
  std::uint64_t count = 0;
};

struct Page {
  std::string title;
  std::string date;  ///< as the user gave it; empty for none
  std::string graph; ///< what was asked
  std::vector<Total> totals;
  std::vector<Section> sections;
  /// True if there is nothing at all to count.
  [[nodiscard]] bool empty() const;
};

} // namespace micrograph::report
