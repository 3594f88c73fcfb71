#pragma once

#include "report/answer.hpp"

#include <map>
#include <string>
#include <vector>

namespace micrograph::test {

/// Answers that a test makes up: by question the columns and the rows. A text that starts with `<` is an IRI, an empty one
/// is unbound. A question that has no answer here has no rows.
struct MadeUp {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};
using Answers = std::map<std::string, MadeUp>;

inline report::Ask asking(const Answers& answers) {
  return [&answers](const std::string& question, const std::function<void(const report::Row&)>& each) {
    const auto it = answers.find(question);
    if (it == answers.end())
      return;
    for (const auto& row : it->second.rows) {
      std::vector<rdf::Term> terms;
      for (const std::string& text : row)
        if (text.empty())
          terms.emplace_back();
        else if (text.size() > 2 && text.front() == '<' && text.back() == '>')
          terms.emplace_back(rdf::iri(std::string_view(text).substr(1, text.size() - 2)));
        else
          terms.emplace_back(rdf::literal(text));
      each(report::Row(it->second.columns, terms));
    }
  };
}

} // namespace micrograph::test
