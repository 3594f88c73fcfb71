#pragma once

#include "graph/archived_source.hpp"
#include "mapping/mapper.hpp"
#include "rdf/term.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace micrograph::ingest {

/// Statements that are asked about; a term of kind none is any.
struct AskedStatement {
  rdf::Term subject, predicate;
};

/// Where a statement stands, and so who made it.
enum class Origin {
  aligned,    ///< in a source's aligned graph: a rule or mapping made it
  source,     ///< in a source's own graph: it is what the file says
  rdf,        ///< in a graph of RDF that was taken as it is: it is what the file says
  provenance, ///< what the import says of itself
  elsewhere,  ///< anything else that was loaded: nothing is known of it
};

/// Which source a graph is of, and with what it was made, as the provenance graph has it. Empty: not known.
struct MadeFrom {
  std::string iri, name, format; ///< of a graph that several files of RDF state, the first of them
  std::string mapping_version; ///< of an aligned graph, hex
  std::string program;         ///< IRI of the program's version
  std::string run;             ///< IRI of the activity
};

/// One statement, and why it is there.
struct Reason {
  rdf::Quad statement; ///< with its graph; of kind none outside of named graphs
  Origin origin = Origin::elsewhere;
  MadeFrom made_from;
  /// Of an aligned statement. Absent if the mappings of now do not make it.
  std::optional<mapping::Derivation> derivation;
  std::string sha256; ///< of the document in which the place lies, hex
  /// Of an aligned statement whose object is a quantity, or a number in another unit than the source's: what made it of the
  /// derivation's text.
  std::optional<mapping::Conversion> conversion;
};

/// Tells why statements are in a graph.
///
/// Nothing is stored for it: a source's document is in the graph, so its aligned statements are made again, with their
/// derivations, when somebody asks (docs/decisions/0013-why-is-worked-out-again.md). If the graph was made with other
/// mappings than `mapper` has, a derivation is that of now; compare MadeFrom::mapping_version.
class Reasons {
public:
  Reasons(const graph::ArchivedSource& graph, const mapping::Mapper& mapper) : graph_(graph), mapper_(mapper) {}

  /// Gives the statements that match and whose object `is_asked`, by graph. Throws what opening a document throws.
  void find(const AskedStatement& asked, const std::function<bool(const rdf::Quad&)>& is_asked,
            const std::function<void(const Reason&)>& each) const;

private:
  [[nodiscard]] std::vector<rdf::Quad> matches(const AskedStatement& asked) const;
  [[nodiscard]] MadeFrom made_from(const rdf::Term& graph) const;
  [[nodiscard]] std::string object_of(const rdf::TermView& subject, const char* predicate) const;
  void explain_aligned(std::span<const rdf::Quad> statements, const MadeFrom& from,
                       const std::function<void(const Reason&)>& each) const;
  [[nodiscard]] std::string checksum_of(const std::string& place) const;

  const graph::ArchivedSource& graph_;
  const mapping::Mapper& mapper_;
};

} // namespace micrograph::ingest
