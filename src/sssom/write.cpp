// Which writer a form has. Apart from what the writers share, so that they do not hang on each other.
#include "sssom/write.hpp"

#include "base/error.hpp"

#include <utility>

namespace micrograph::sssom {

void write(Form form, MappingSet set, std::ostream& out, const WriteOptions& options) {
  switch (form) {
  case Form::tsv:
    return write_tsv(std::move(set), out, options);
  case Form::json:
    return write_json(std::move(set), out, options);
  case Form::turtle:
    return write_turtle(std::move(set), out, options);
  case Form::owl:
    return write_owl(std::move(set), out, options);
  case Form::alignment:
    throw FormatError("sssom.form", "alignments are read, but not written", Place{set.file, {}, {}, {}, {}});
  }
}

} // namespace micrograph::sssom
