#include "syntax/write.hpp"

#include "base/error.hpp"
#include "jsonld/rdf_io.hpp"
#include "rdf/pretty_writer.hpp"
#include "rdfxml/writer.hpp"

namespace micrograph::syntax {

std::unique_ptr<rdf::RdfWriter> make_writer(Syntax syntax, Style style, std::ostream& out,
                                            const std::map<std::string, std::string>& prefixes) {
  auto* const make_turtle = style == Style::pretty ? rdf::make_pretty_writer : rdf::make_rdf_writer;
  switch (syntax) {
  case Syntax::turtle:
    return make_turtle(rdf::Syntax::turtle, out, prefixes);
  case Syntax::trig:
    return make_turtle(rdf::Syntax::trig, out, prefixes);
  case Syntax::ntriples:
    return rdf::make_rdf_writer(rdf::Syntax::ntriples, out);
  case Syntax::nquads:
    return rdf::make_rdf_writer(rdf::Syntax::nquads, out);
  case Syntax::rdfxml:
    return rdfxml::make_rdfxml_writer(out, prefixes);
  case Syntax::jsonld:
    return jsonld::make_jsonld_writer(out, prefixes);
  }
  MICROGRAPH_ENSURES(false);
}

} // namespace micrograph::syntax
