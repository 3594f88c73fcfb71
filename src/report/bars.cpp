#include "report/bars.hpp"

#include "report/text.hpp"

#include <algorithm>

namespace micrograph::report {

std::string label_of(const Asking& asking, const Row& row, const std::string& thing, const std::string& label) {
  std::string name = row.text(label);
  if (name.empty() && asking.name_of)
    name = asking.name_of(row.iri(thing));
  return shortened(name.empty() ? name_from_iri(row.text(thing)) : name, most_letters);
}

Bars ask_bars(const Asking& asking, const BarsOf& what, const std::function<std::optional<Bars::Bar>(const Row&)>& bar_of) {
  Bars bars;
  bars.things = what.things;
  bars.counted = what.counted;
  // Only the largest are kept, whatever order the question gives: an answer can have a line for every image.
  const auto smaller = [](const Bars::Bar& a, const Bars::Bar& b) { return a.count > b.count; };
  asking.ask(what.question, [&](const Row& row) {
    const std::uint64_t count = row.count(what.count_column);
    auto bar = count == 0 ? std::nullopt : bar_of(row);
    if (!bar)
      return;
    bar->count = count;
    bars.bars.insert(std::upper_bound(bars.bars.begin(), bars.bars.end(), *bar, smaller), *bar);
    if (bars.bars.size() > most_lines) {
      ++bars.rest.rows;
      bars.rest.count += bars.bars.back().count;
      bars.bars.pop_back();
    }
  });
  return bars;
}

void add_bars(Section& section, const std::string& id, const std::string& caption, const std::string& note,
              const std::string& question, Bars bars) {
  if (!bars.bars.empty())
    section.figures.push_back({id, caption, note, question, std::move(bars)});
}

} // namespace micrograph::report
