// PROV in any form is read or refused; what is read can be judged, and says the same after PROV-N and after
// PROV-O.
#include "base/error.hpp"
#include "prov/constraints.hpp"
#include "prov/json_reader.hpp"
#include "prov/json_writer.hpp"
#include "prov/provn_reader.hpp"
#include "prov/provn_writer.hpp"
#include "prov/rdf_reader.hpp"
#include "prov/rdf_writer.hpp"
#include "prov/xml_reader.hpp"
#include "rdf/canonical.hpp"

#include <cstdint>
#include <cstdlib>
#include <span>
#include <sstream>
#include <string_view>

namespace {

using namespace micrograph;

prov::Document read(std::string_view text) {
  if (text.starts_with('{'))
    return prov::read_prov_json(text, "fuzz");
  FindingList findings;
  if (text.starts_with('<'))
    return prov::read_prov_xml(std::as_bytes(std::span(text)), "fuzz", findings);
  return prov::read_prov_n(text, "fuzz");
}

std::string statements(const prov::Document& document) {
  rdf::QuadList quads;
  prov::write_prov_o(document, quads);
  return rdf::sorted_nquads(quads.quads());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  prov::Document document;
  try {
    document = read({reinterpret_cast<const char*>(data), size});
  } catch (const FormatError&) {
    return 0;
  }
  (void)prov::check_constraints(document, "fuzz");
  (void)prov::to_prov_json(document);
  std::ostringstream out;
  prov::write_prov_n(document, out);
  if (statements(prov::read_prov_n(out.str(), "again")) != statements(document))
    std::abort();
  rdf::QuadList quads;
  prov::write_prov_o(document, quads);
  (void)prov::read_prov_o(quads.quads());
  return 0;
}
