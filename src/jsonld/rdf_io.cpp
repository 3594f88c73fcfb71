#include "jsonld/rdf_io.hpp"

#include "base/as_text.hpp"
#include "jsonld/to_rdf.hpp"

namespace micrograph::jsonld {

void read_jsonld(ByteSource& bytes, const std::string& base, rdf::StatementSink& sink, DocumentLoader& loader,
                 const std::string& blank_prefix) {
  const auto content = bytes.read_exactly(0, bytes.size());
  const Options options;
  const std::string_view text = as_text(content);
  const Input input = parse_input(text, bytes.name(), base, options);
  to_rdf(input, options, loader, sink, blank_prefix);
}

} // namespace micrograph::jsonld
