// SPARQL 1.1 Query Results CSV Format.

#include "base/utf8.hpp"
#include "query/results_writers.hpp"

#include <ostream>

namespace micrograph::query {

namespace {

/// RFC 4180, section 2.
std::string field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos)
    return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"')
      out += '"';
    out += c;
  }
  return out + '"';
}

class CsvResultWriter final : public ResultWriter {
public:
  CsvResultWriter(std::ostream& out, const std::vector<std::string>& variables) : out_(out) {
    for (std::size_t i = 0; i < variables.size(); ++i)
      out_ << (i == 0 ? "" : ",") << field(variables[i]);
    out_ << "\r\n";
  }

  void solution(const Solution& row) override {
    for (std::size_t i = 0; i < row.size(); ++i)
      out_ << (i == 0 ? "" : ",") << (row[i].kind == rdf::TermKind::blank ? "_:" : "")
           << field(to_valid_utf8(row[i].value));
    out_ << "\r\n";
  }

  void finish() override { finish_output(out_); }

private:
  std::ostream& out_;
};

} // namespace

std::unique_ptr<ResultWriter> make_csv_writer(std::ostream& out, const std::vector<std::string>& variables) {
  return std::make_unique<CsvResultWriter>(out, variables);
}

} // namespace micrograph::query
