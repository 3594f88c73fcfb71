#pragma once

#include "base/diagnostic.hpp"
#include "rdf/statement_sink.hpp"

#include <map>
#include <string>
#include <string_view>

namespace micrograph::lint {

/// Which file each source of a graph was, by the graph's own provenance: nodes are named by checksums, which tell people
/// nothing. Give it all statements.
class SourceNames final : public rdf::StatementSink {
public:
  void statement(const rdf::QuadView& quad) override;
  /// The file that a node comes from, given as `<IRI>`; empty if the graph does not say.
  [[nodiscard]] std::string_view of(std::string_view node) const;

private:
  std::map<std::string, std::string, std::less<>> names_;   ///< by the IRI of the source
  std::map<std::string, std::string, std::less<>> wholes_; ///< the source of each document that is one of several
};

/// Passes findings on, those about a node with the file that the node comes from.
class WithSourceNames final : public FindingSink {
public:
  WithSourceNames(const SourceNames& names, FindingSink& next) : names_(names), next_(next) {}
  void report(Finding finding) override;

private:
  const SourceNames& names_;
  FindingSink& next_;
};

} // namespace micrograph::lint
