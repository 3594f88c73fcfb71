#include "lift/lifter.hpp"

#include "lift/json_lifter.hpp"
#include "lift/record_lifter.hpp"
#include "lift/text_lifter.hpp"
#include "lift/xml_lifter.hpp"

namespace micrograph::lift {

LiftResult lift(const document::Document& document, const std::string& document_iri,
                const std::string& source_name, rdf::StatementSink& statements, FindingSink& findings) {
  switch (document.kind) {
  case document::Kind::xml:
    return lift_xml(document.bytes, document_iri, source_name, statements, findings);
  case document::Kind::record:
    return lift_record(document, document_iri, statements);
  case document::Kind::json:
    return lift_json(document, document_iri, source_name, statements, findings);
  case document::Kind::text:
    return lift_text(document, document_iri, statements);
  }
  MICROGRAPH_ENSURES(!"a kind of document without a lifter");
}

std::string iri_of(const Sha256& checksum, const std::string& base) {
  return (base.empty() ? "ni:///sha-256;" : base) + base64url(checksum);
}

} // namespace micrograph::lift
