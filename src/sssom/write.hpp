#pragma once

#include "sssom/mapping_set.hpp"
#include "sssom/read.hpp"

#include <iosfwd>
#include <map>
#include <string>

namespace micrograph::sssom {

struct WriteOptions {
  /// Put what all mappings share to the set. SSSOM/RDF is for readers who do not know of this, and has it with
  /// each mapping in any case.
  bool condense = true;
  /// Prefixes that may be declared for IRIs that the set has no prefix for; those of the set count more.
  std::map<std::string, std::string> more_prefixes;
  /// Write such IRIs into tables as they are, where SSSOM wants none.
  bool allow_iris = false;
};

/// Each writes the set as the specification's canonical form has it (order of slots, columns, mappings and
/// prefixes), but numbers with all their digits; `sssom_version` is set as the slots need it. Equal content
/// gives equal bytes, save for the spelling of CURIEs.
///
/// SSSOM/TSV with embedded metadata. Throws FormatError `sssom.no-curie` if an IRI has no prefix.
void write_tsv(MappingSet set, std::ostream& out, const WriteOptions& options = {});
/// JSON of the data model, with a context that makes it JSON-LD for the statements of SSSOM/RDF (but the
/// types of mappings).
void write_json(MappingSet set, std::ostream& out, const WriteOptions& options = {});
/// SSSOM/RDF in Turtle. Throws FormatError `sssom.prefix`, `sssom.value` if a reference stands for no IRI.
void write_turtle(MappingSet set, std::ostream& out, const WriteOptions& options = {});
/// SSSOM/OWL in Turtle: the set as owl:Ontology, each mapping as an owl:Axiom that annotates the statement,
/// which also stands by itself (unless the mapping denies it, or a reviewer refused it, or a side is no
/// entity); entities and annotation properties are declared. Throws as write_turtle() does.
void write_owl(MappingSet set, std::ostream& out, const WriteOptions& options = {});

/// Throws FormatError `sssom.form` for a form that is only read.
void write(Form form, MappingSet set, std::ostream& out, const WriteOptions& options = {});

} // namespace micrograph::sssom
