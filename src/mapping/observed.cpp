#include "mapping/observed.hpp"

#include "mapping/places.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace micrograph::mapping {

namespace {

using Number = rdf::TermTable::Number;

constexpr std::string_view alternate_of = "http://www.w3.org/ns/prov#alternateOf";

struct Values {
  std::vector<const NumberedStatement*> observed, stated;
};

class Comparison {
public:
  Comparison(const rdf::TermTable& terms, const StatementList& statements)
      : terms_(terms), type_(terms.find(rdf::iri(rdf::vocabulary::rdf::type))) {
    const Number alternate = terms.find(rdf::iri(alternate_of));
    if (alternate != rdf::TermTable::none)
      for (const NumberedStatement& statement : statements)
        if (statement.predicate == alternate)
          described_by_.emplace(statement.subject, statement.object);
    for (const NumberedStatement& statement : statements)
      if (is_value(statement)) {
        Values& values = values_[{thing_of(statement), statement.predicate}];
        (statement.status == Status::observed ? values.observed : values.stated).push_back(&statement);
      }
  }

  void report(FindingSink& findings) const {
    for (const auto& [key, values] : values_) {
      if (values.observed.empty() || values.stated.empty() || share_a_value(values))
        continue;
      const NumberedStatement& observed = *values.observed.front();
      const NumberedStatement& stated = *values.stated.front();
      findings.report({"mapping.observed-differs", Severity::warning, Place{{}, place_of(stated), {}, {}, {}},
                       std::string(last_step(terms_.term(key.second).value)) + " is said to be " + shown(stated) +
                           "; the file's own header has " + shown(observed) + " (" + place_of(observed) + ")"});
    }
  }

private:
  /// Nodes of the source begin as the place of their statement does, up to the `#`. What kind of thing something is, is no value.
  [[nodiscard]] bool is_value(const NumberedStatement& statement) const {
    if (statement.predicate == type_)
      return false;
    if (terms_.kind(statement.object) == rdf::TermKind::literal || !statement.place.is_there())
      return true;
    const std::string_view place = terms_.term(statement.place.node).value;
    return !terms_.term(statement.object).value.starts_with(place.substr(0, place.find('#')));
  }

  [[nodiscard]] Number thing_of(const NumberedStatement& statement) const {
    const auto alternate = described_by_.find(statement.subject);
    return alternate == described_by_.end() ? statement.subject : alternate->second;
  }

  static bool share_a_value(const Values& values) {
    return std::any_of(values.observed.begin(), values.observed.end(), [&](const NumberedStatement* observed) {
      return std::any_of(values.stated.begin(), values.stated.end(),
                         [&](const NumberedStatement* stated) { return observed->object == stated->object; });
    });
  }

  static std::string_view last_step(std::string_view iri) {
    const std::size_t end = iri.find_last_of("#/");
    return end == std::string_view::npos ? iri : iri.substr(end + 1);
  }

  [[nodiscard]] std::string shown(const NumberedStatement& statement) const {
    const std::string_view text = terms_.term(statement.object).value;
    return std::string(terms_.kind(statement.object) == rdf::TermKind::literal ? text : last_step(text));
  }

  [[nodiscard]] std::string place_of(const NumberedStatement& statement) const {
    return readable_path(statement.place.text(terms_));
  }

  const rdf::TermTable& terms_;
  Number type_;
  std::unordered_map<Number, Number> described_by_;
  std::map<std::pair<Number, Number>, Values> values_; ///< by thing and property, in the order of their coming
};

} // namespace

void report_observed_differences(const rdf::TermTable& terms, const StatementList& statements, FindingSink& findings) {
  const bool has_observed = std::any_of(statements.begin(), statements.end(),
                                        [](const NumberedStatement& statement) { return statement.status == Status::observed; });
  if (has_observed)
    Comparison(terms, statements).report(findings);
}

} // namespace micrograph::mapping
