#pragma once

#include "base/byte_source.hpp"
#include "rdf/statement_sink.hpp"

#include <iosfwd>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace micrograph::rdf {

enum class Syntax { turtle, trig, ntriples, nquads };

/// By name as the command line spells it (`turtle`, `trig`, `ntriples`, `nquads`). Absent if unknown.
[[nodiscard]] std::optional<Syntax> syntax_from_name(std::string_view name);
/// By file suffix (`.ttl`, `.trig`, `.nt`, `.nq`). Absent if unknown.
[[nodiscard]] std::optional<Syntax> syntax_from_suffix(std::string_view file_name);

/// Reads RDF text strictly, as the W3C recommendations say; what Serd accepts or refuses wrongly is mended
/// here.
///
/// Relative IRIs are resolved against `base`, which may be empty if there are none. Blank nodes keep their
/// labels with `blank_prefix` before them, so that files read into one graph do not share nodes; those
/// without a label become `genid1`, `genid2` … in the order of the text, and a label of Turtle or TriG that
/// looks like one of these gets a hyphen more (`genid-1`). Statements and prefixes come in the order of the
/// text; those before an error have reached the sink when it is thrown. Throws FormatError `rdf.syntax` with
/// line and column, also for what is not UTF-8 and for more than 1000 brackets within each other. What the
/// sink throws passes through.
void read_rdf(ByteSource& bytes, Syntax syntax, const std::string& base, StatementSink& sink,
              const std::string& blank_prefix = {});
/// The same from memory.
void read_rdf(std::string_view text, Syntax syntax, const std::string& base, StatementSink& sink,
              const std::string& source_name = "text", const std::string& blank_prefix = {});

/// Writes flat statements in the order they come; never nests, so no value can be spoilt.
/// Turtle and TriG abbreviate with the prefixes given, or told through prefix(), and group by subject (and
/// graph) as they come. Turtle and N-Triples leave the names of graphs out: what they hold is the merge of
/// all graphs.
class RdfWriter : public StatementSink {
public:
  /// Call once after the last statement. Throws IoError `output.failed` if the stream failed.
  virtual void finish() = 0;
};
[[nodiscard]] std::unique_ptr<RdfWriter>
make_rdf_writer(Syntax syntax, std::ostream& out, const std::map<std::string, std::string>& prefixes = {});

} // namespace micrograph::rdf
