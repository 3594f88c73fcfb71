#include "report/charts.hpp"

#include "report/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace micrograph::report {
namespace {

/// The values that a histogram's axis runs over, and where a value stands on it. Bins without an end have a place of their
/// own, of the same width, before the first value and after the last.
class Scale {
public:
  explicit Scale(const Histogram& histogram) : logarithmic_(histogram.axis == Histogram::Axis::logarithmic) {
    bool first = true;
    for (const auto& bin : histogram.bins) {
      below_ = below_ || !bin.from;
      above_ = above_ || !bin.to;
      for (const auto& end : {bin.from, bin.to}) {
        if (!end || (logarithmic_ && *end <= 0))
          continue;
        low_ = first ? *end : std::min(low_, *end);
        high_ = first ? *end : std::max(high_, *end);
        first = false;
      }
    }
  }

  [[nodiscard]] double low() const { return low_; }
  [[nodiscard]] double high() const { return high_; }
  [[nodiscard]] double place(double value) const {
    const double start = below_ ? end_width : 0;
    const double room = 1 - start - (above_ ? end_width : 0);
    const double span = transformed(high_) - transformed(low_);
    const double part = span > 0 ? (transformed(std::clamp(value, low_, high_)) - transformed(low_)) / span : 0;
    return start + room * part;
  }
  static constexpr double end_width = 0.06;

private:
  [[nodiscard]] double transformed(double value) const { return logarithmic_ ? std::log10(std::max(value, 1e-300)) : value; }

  bool logarithmic_, below_ = false, above_ = false;
  double low_ = 0, high_ = 0;
};

std::vector<Tick> ticks_of(const Histogram& histogram, const Scale& scale) {
  std::vector<Tick> ticks;
  if (!(scale.high() > scale.low()))
    return ticks;
  if (histogram.axis == Histogram::Axis::logarithmic) {
    const int first = static_cast<int>(std::ceil(std::log10(scale.low()) - 1e-9));
    const int last = static_cast<int>(std::floor(std::log10(scale.high()) + 1e-9));
    const int every = std::max(1, (last - first) / 8);
    for (int power = first; power <= last; power += every)
      ticks.push_back({scale.place(std::pow(10, power)), rounded(std::pow(10, power)), false});
  } else {
    constexpr double steps = 6;
    const double rough = (scale.high() - scale.low()) / steps;
    const double power = std::pow(10, std::floor(std::log10(rough)));
    const double step = rough / power > 5 ? 10 * power : rough / power > 2 ? 5 * power : 2 * power;
    int number = 0;
    for (double value = std::ceil(scale.low() / step) * step; value <= scale.high(); value += step, ++number)
      ticks.push_back({scale.place(value), rounded(value), number % 2 == 1});
  }
  return ticks;
}

} // namespace

std::string bin_name(const Histogram::Bin& bin, const std::string& unit) {
  const std::string from = bin.from ? rounded(*bin.from) : "", to = bin.to ? rounded(*bin.to) : "";
  if (!bin.from && !bin.to)
    return "any";
  return (!bin.from ? "below " + to : !bin.to ? "from " + from : from + " to " + to) + " " + unit;
}

ColumnChart histogram_chart(const Histogram& histogram, const std::string& title) {
  const Scale scale(histogram);
  ColumnChart chart;
  chart.title = title;
  constexpr double line = 24.5, head = 4; // px: the table beside it is about as high
  chart.height = std::clamp(line * static_cast<double>(histogram.bins.size()) - head, 150.0, 420.0);
  const Histogram::Bin* most = nullptr;
  for (const auto& bin : histogram.bins) {
    const double left = bin.from ? scale.place(*bin.from) : 0;
    const double right = bin.to ? scale.place(*bin.to) : 1;
    Column column{left, std::max((right - left) * 0.96, 0.002), bin.count, {}, {}};
    column.title = bin_name(bin, histogram.unit) + ": " + grouped(bin.count);
    if (histogram.of_light)
      column.colour = bin.from && bin.to ? colour_of_light((*bin.from + *bin.to) / 2) : colour_of_light(0);
    chart.columns.push_back(std::move(column));
    if (!most || bin.count > most->count)
      most = &bin;
  }
  chart.ticks = ticks_of(histogram, scale);
  if (std::any_of(histogram.bins.begin(), histogram.bins.end(), [](const auto& bin) { return !bin.from; }))
    chart.ticks.push_back({0, "<", true});
  if (std::any_of(histogram.bins.begin(), histogram.bins.end(), [](const auto& bin) { return !bin.to; }))
    chart.ticks.push_back({1, "≥", true});
  if (most)
    chart.description = "Most, " + grouped(most->count) + ", are " + bin_name(*most, histogram.unit) + ".";
  return chart;
}

std::string colour_of_light(double nanometres) {
  // Hues as they are drawn in spectra, softened so that bars stay readable on white and on black.
  struct Stop {
    double nanometres;
    std::array<double, 3> colour;
  };
  static constexpr std::array<Stop, 8> stops{{{380, {118, 66, 200}},
                                              {430, {84, 84, 224}},
                                              {475, {40, 130, 230}},
                                              {510, {24, 160, 110}},
                                              {550, {96, 170, 40}},
                                              {585, {214, 160, 20}},
                                              {625, {224, 92, 40}},
                                              {740, {176, 40, 52}}}};
  if (nanometres < stops.front().nanometres || nanometres > stops.back().nanometres)
    return "#8b93a1";
  std::size_t next = 1;
  while (next + 1 < stops.size() && stops[next].nanometres < nanometres)
    ++next;
  const Stop &a = stops[next - 1], &b = stops[next];
  const double part = (nanometres - a.nanometres) / (b.nanometres - a.nanometres);
  std::array<char, 8> text{};
  std::array<unsigned, 3> mixed{};
  for (std::size_t i = 0; i < 3; ++i)
    mixed[i] = static_cast<unsigned>(std::lround(a.colour[i] + (b.colour[i] - a.colour[i]) * part)) & 0xFFu;
  std::snprintf(text.data(), text.size(), "#%02x%02x%02x", mixed[0], mixed[1], mixed[2]);
  return text.data();
}

} // namespace micrograph::report
