#include "rdf/pretty_writer.hpp"

#include "rdf/interned_statements.hpp"
#include "rdf/pretty_layout.hpp"
#include "rdf/turtle_plan.hpp"

#include "base/error.hpp"

#include <set>

namespace micrograph::rdf {

namespace {

class PrettyWriter final : public RdfWriter {
public:
  PrettyWriter(std::ostream& out, bool graphs, const std::map<std::string, std::string>& prefixes)
      : out_(out), graphs_(graphs), offered_(prefixes) {}

  void prefix(std::string_view name, std::string_view iri) override { told_[std::string(name)] = iri; }

  void statement(const QuadView& quad) override {
    QuadView kept = quad;
    if (!graphs_)
      kept.graph = {};
    statements_.add(kept);
  }

  void finish() override {
    const PrefixChoice prefixes(all_prefixes());
    const TurtlePlan plan(statements_);
    PrettyLayout(statements_, plan, prefixes).write(out_);
  }

private:
  /// The document's own, and those offered for what it has none for.
  [[nodiscard]] std::map<std::string, std::string> all_prefixes() const {
    auto all = told_;
    std::set<std::string_view> namespaces;
    for (const auto& [name, iri] : told_)
      namespaces.insert(iri);
    for (const auto& [name, iri] : offered_)
      if (!namespaces.contains(iri))
        all.emplace(name, iri);
    return all;
  }

  std::ostream& out_;
  bool graphs_;
  std::map<std::string, std::string> offered_;
  std::map<std::string, std::string> told_;
  InternedStatements statements_;
};

} // namespace

std::unique_ptr<RdfWriter> make_pretty_writer(Syntax turtle_or_trig, std::ostream& out,
                                              const std::map<std::string, std::string>& prefixes) {
  MICROGRAPH_EXPECTS(turtle_or_trig == Syntax::turtle || turtle_or_trig == Syntax::trig);
  return std::make_unique<PrettyWriter>(out, turtle_or_trig == Syntax::trig, prefixes);
}

} // namespace micrograph::rdf
