#include "lift/same_statements.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <span>

namespace micrograph::lift {

void require_same_statements(const StatementTree& wanted, const StatementTree& came, const std::string& document_iri) {
  const auto is_own = [&document_iri](std::string_view subject) {
    return subject.starts_with(document_iri) && (subject.size() == document_iri.size() || subject[document_iri.size()] == '#');
  };
  std::size_t known = 0, own = 0;
  for (const auto& row : wanted.all())
    own += is_own(wanted.term(row[0]).value) ? 1 : 0;
  for (const auto& row : came.all()) {
    StatementTree::Row same{};
    for (std::size_t i = 0; i < same.size(); ++i)
      same[i] = wanted.find(came.term(row[i]));
    const auto about = same[0] == rdf::TermTable::none ? std::span<const StatementTree::Row>() : wanted.about(same[0]);
    if (!std::binary_search(about.begin(), about.end(), same))
      throw FormatError("rebuild.differs", "the document written back says what the statements do not",
                        Place{std::string(came.term(row[0]).value), {}, {}, {}, {}});
    ++known;
  }
  if (known != own)
    throw FormatError("rebuild.differs",
                      std::to_string(own - known) + " statements are such as lifting does not make of any document",
                      Place{document_iri, {}, {}, {}, {}});
}

} // namespace micrograph::lift
