#include "rdf/pretty_writer.hpp"

#include "rdf/interned_statements.hpp"
#include "rdf/pretty_layout.hpp"
#include "rdf/turtle_plan.hpp"

#include "base/error.hpp"

namespace micrograph::rdf {

namespace {

class PrettyWriter final : public RdfWriter {
public:
  PrettyWriter(std::ostream& out, bool graphs, const std::map<std::string, std::string>& prefixes)
      : out_(out), graphs_(graphs), prefixes_(prefixes) {}

  void prefix(std::string_view name, std::string_view iri) override { prefixes_[std::string(name)] = iri; }

  void statement(const QuadView& quad) override {
    QuadView kept = quad;
    if (!graphs_)
      kept.graph = {};
    statements_.add(kept);
  }

  void finish() override {
    const PrefixChoice prefixes(prefixes_);
    const TurtlePlan plan(statements_);
    PrettyLayout(statements_, plan, prefixes).write(out_);
  }

private:
  std::ostream& out_;
  bool graphs_;
  std::map<std::string, std::string> prefixes_;
  InternedStatements statements_;
};

} // namespace

std::unique_ptr<RdfWriter> make_pretty_writer(Syntax turtle_or_trig, std::ostream& out,
                                              const std::map<std::string, std::string>& prefixes) {
  MICROGRAPH_EXPECTS(turtle_or_trig == Syntax::turtle || turtle_or_trig == Syntax::trig);
  return std::make_unique<PrettyWriter>(out, turtle_or_trig == Syntax::trig, prefixes);
}

} // namespace micrograph::rdf
