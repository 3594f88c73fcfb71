#include "cli/map_difference.hpp"

#include "base/json.hpp"
#include "cli/output.hpp"
#include "cli/prefixes.hpp"
#include "cli/report_output.hpp"
#include "cli/why_output.hpp"
#include "mapping/places.hpp"

#include <ostream>

namespace micrograph::cli {

MapDifference::MapDifference(const mapping::Mapper& before, const mapping::Mapper& after, std::size_t most)
    : before_(before), after_(after), most_(most), prefixes_(load_prefixes()) {}

void MapDifference::count(const ingest::Impact& impact) {
  ++sources_;
  changed_ += !impact.empty();
  added_ += impact.added.size();
  dropped_ += impact.dropped.size();
  altered_ += impact.altered.size();
  retold_ += impact.retold.size();
  same_ += impact.same;
}

std::string MapDifference::text(const mapping::AlignedStatement& statement) const {
  return shown_term(statement.quad.subject, prefixes_) + ' ' + shown_term(statement.quad.predicate, prefixes_) + ' ' +
         shown_term(statement.quad.object, prefixes_);
}

std::string MapDifference::rule(const mapping::Mapper& mapper, const mapping::AlignedStatement& statement) const {
  return mapper.rules()[statement.derivation.rule].name;
}

void MapDifference::write(std::ostream& out, const std::string& source, const ingest::Impact& impact) {
  count(impact);
  if (impact.empty())
    return;
  out << printable(source) << ": " << human_count(impact.added.size()) << " added, " << human_count(impact.dropped.size())
      << " dropped, " << human_count(impact.altered.size()) << " altered, " << human_count(impact.retold.size())
      << " from elsewhere, " << human_count(impact.same) << " the same\n";
  std::size_t told = 0, left = 0;
  const auto line = [&](const char* sign, const std::string& statement, const std::string& reason) {
    if (told == most_) {
      ++left;
      return;
    }
    ++told;
    out << "  " << sign << ' ' << printable(statement) << "\n      " << printable(reason) << '\n';
  };
  for (const auto& [before, after] : impact.altered)
    line("~", text(before) + " → " + shown_term(after.quad.object, prefixes_),
         rule(before_, before) + (rule(before_, before) == rule(after_, after) ? "" : " → " + rule(after_, after)));
  for (const mapping::AlignedStatement& statement : impact.dropped)
    line("-", text(statement), rule(before_, statement));
  for (const mapping::AlignedStatement& statement : impact.added)
    line("+", text(statement), rule(after_, statement));
  for (const auto& [before, after] : impact.retold)
    line("=", text(before),
         mapping::readable_path(before.derivation.place.value) + " \"" + before.derivation.literal + "\" → " +
             mapping::readable_path(after.derivation.place.value) + " \"" + after.derivation.literal + "\"");
  if (left != 0)
    out << "  … " << human_count(left) << " more; --most N tells of them\n";
}

void MapDifference::write(JsonWriter& json, const std::string& source, const ingest::Impact& impact) {
  count(impact);
  if (impact.empty())
    return;
  const auto write = [&](const mapping::AlignedStatement& statement, const mapping::Mapper& mapper) {
    json.begin_object();
    json.key("statement").value(rdf::to_ntriples(statement.quad.subject) + ' ' + rdf::to_ntriples(statement.quad.predicate) +
                                ' ' + rdf::to_ntriples(statement.quad.object));
    json.key("rule").value(rule(mapper, statement));
    json.key("place").value(statement.derivation.place.value);
    json.key("literal").value(statement.derivation.literal);
    json.key("status").value(name_of(statement.derivation.status));
    json.end_object();
  };
  const auto write_pairs = [&](const char* name, const auto& pairs) {
    json.key(name).begin_array();
    for (const auto& [before, after] : pairs) {
      json.begin_object();
      json.key("before");
      write(before, before_);
      json.key("after");
      write(after, after_);
      json.end_object();
    }
    json.end_array();
  };
  json.begin_object();
  json.key("source").value(source);
  json.key("added").begin_array();
  for (const mapping::AlignedStatement& statement : impact.added)
    write(statement, after_);
  json.end_array();
  json.key("dropped").begin_array();
  for (const mapping::AlignedStatement& statement : impact.dropped)
    write(statement, before_);
  json.end_array();
  write_pairs("altered", impact.altered);
  write_pairs("from_elsewhere", impact.retold);
  json.key("same").value(impact.same);
  json.end_object();
}

void MapDifference::write_sums(std::ostream& out) const {
  out << human_count(changed_) << " of " << human_count(sources_) << (sources_ == 1 ? " source changes: " : " sources change: ")
      << human_count(added_) << " statements added, " << human_count(dropped_) << " dropped, " << human_count(altered_)
      << " altered, " << human_count(retold_) << " from elsewhere, " << human_count(same_) << " the same\n";
}

void MapDifference::write_sums(JsonWriter& json) const {
  const std::pair<const char*, std::uint64_t> sums[] = {{"sources", sources_}, {"changed", changed_}, {"added", added_},
                                                        {"dropped", dropped_}, {"altered", altered_},
                                                        {"from_elsewhere", retold_}, {"same", same_}};
  json.begin_object();
  for (const auto& [name, number] : sums)
    json.key(name).value(number);
  json.end_object();
}

} // namespace micrograph::cli
