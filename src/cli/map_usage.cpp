#include "cli/map_usage.hpp"

#include "cli/output.hpp"
#include "cli/report_output.hpp"

#include <ostream>

namespace micrograph::cli {

MapUsage::MapUsage(const mapping::Mapper& mapper)
    : mapper_(mapper), rules_(mapper.rules().size()), values_(mapper.value_rows().size()) {}

void MapUsage::Use::add(std::uint64_t more) {
  times += more;
  sources += more != 0 ? 1 : 0;
}

void MapUsage::add(const mapping::MappingTrace& trace) {
  for (std::size_t i = 0; i < trace.statements.size(); ++i)
    rules_[i].add(trace.statements[i]);
  for (std::size_t i = 0; i < trace.values.size(); ++i)
    values_[i].add(trace.values[i]);
}

template <class Each> void MapUsage::for_each(Each each) const {
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    const mapping::RuleInfo& info = mapper_.rules()[i];
    each(info.about.empty() ? "rule" : "row", info, rules_[i]);
  }
  for (std::size_t i = 0; i < values_.size(); ++i)
    each("value", mapper_.value_rows()[i], values_[i]);
}

void MapUsage::write(std::ostream& out) const {
  Table table({"rule or row", "says", "sources", "times"});
  std::uint64_t all = 0, idle = 0;
  for_each([&](const char*, const mapping::RuleInfo& info, const Use& use) {
    constexpr std::size_t most_shown = 70; // the text of a licence is long
    const bool whole = info.about.size() <= most_shown;
    table.add({printable(info.name), printable(info.about.substr(0, most_shown)) + (whole ? "" : "…"), human_count(use.sources), human_count(use.times)});
    ++all;
    idle += use.times == 0 ? 1 : 0;
  });
  table.print(out);
  out << '\n' << human_count(idle) << " of " << human_count(all) << " rules and rows did nothing\n";
}

void MapUsage::write(JsonWriter& json) const {
  json.begin_object();
  json.key("rules").begin_array();
  for_each([&](const char* kind, const mapping::RuleInfo& info, const Use& use) {
    json.begin_object();
    json.key("kind").value(kind);
    json.key("file").value(info.file);
    json.key("line").value(info.line);
    json.key("about").value(info.about);
    json.key("sources").value(use.sources);
    json.key("times").value(use.times);
    json.end_object();
  });
  json.end_array();
  json.end_object();
}

} // namespace micrograph::cli
