#include "sssom/layout.hpp"
#include "sssom/rdf_statements.hpp"
#include "sssom/write.hpp"

namespace micrograph::sssom {

void write_turtle(MappingSet set, std::ostream& out, const WriteOptions& options) {
  lay_out(set, false, false, options);
  write_as_turtle(set, out, [&](rdf::StatementSink& sink) {
    RdfStatements statements(set, sink);
    const rdf::Term node = statements.describe_set(sssom_term("MappingSet"));
    std::size_t number = 0;
    for (const Mapping& mapping : set.mappings)
      statements.say(node, sssom_term("mappings").value, statements.describe(mapping, ++number));
  });
}

} // namespace micrograph::sssom
