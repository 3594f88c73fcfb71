#include "lift/rebuild.hpp"

#include "base/error.hpp"
#include "lift/json_rebuilder.hpp"
#include "lift/lifter.hpp"
#include "lift/same_tree.hpp"
#include "lift/text_rebuilder.hpp"
#include "lift/xml_rebuilder.hpp"

#include <cstddef>
#include <span>

namespace micrograph::lift {

namespace {

/// Lifts what was written, and compares.
void verify(const StatementTree& statements, const std::string& document_iri, const std::string& text) {
  document::Document written;
  written.kind = document::Kind::xml;
  const auto bytes = std::as_bytes(std::span(text));
  written.bytes.assign(bytes.begin(), bytes.end());
  StatementTree again;
  FindingList findings;
  try {
    (void)lift(written, document_iri, "the document written back", again, findings);
  } catch (const FormatError& error) {
    throw FormatError("rebuild.differs",
                      std::string("what the statements say does not make a document that can be read: ") + error.what(),
                      Place{document_iri, {}, {}, {}, {}});
  }
  require_same_tree(statements, again, document_iri);
}

} // namespace

document::Kind kind_of(const StatementTree& statements, const std::string& document_iri) {
  if (states_text(statements, document_iri))
    return document::Kind::text;
  if (states_json(statements, document_iri))
    return document::Kind::json;
  return states_xml(statements, document_iri) ? document::Kind::xml : document::Kind::record;
}

std::string rebuild(const StatementTree& statements, const std::string& document_iri) {
  const document::Kind kind = kind_of(statements, document_iri);
  if (kind == document::Kind::record)
    throw FormatError("rebuild.record",
                      "it was read from a binary header, field by field; there is no document to be written back",
                      Place{document_iri, {}, {}, {}, {}});
  if (kind == document::Kind::json)
    return rebuild_json(statements, document_iri);
  if (kind == document::Kind::text)
    return rebuild_text(statements, document_iri);
  std::string text = rebuild_xml(statements, document_iri);
  verify(statements, document_iri, text);
  return text;
}

} // namespace micrograph::lift
