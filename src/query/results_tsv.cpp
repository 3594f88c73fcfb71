// SPARQL 1.1 Query Results TSV Format.

#include "base/utf8.hpp"
#include "query/results_writers.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <ostream>

namespace micrograph::query {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Takes digits from the front; how many.
std::size_t take_digits(std::string_view& text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
  const auto count = static_cast<std::size_t>(end - text.begin());
  text.remove_prefix(count);
  return count;
}

/// True if Turtle and SPARQL read the lexical form, bare, as this literal: INTEGER, DECIMAL and DOUBLE of the
/// grammar.
bool can_be_bare(const rdf::Term& term) {
  namespace xsd = rdf::vocabulary::xsd;
  if (term.datatype != xsd::integer && term.datatype != xsd::decimal && term.datatype != xsd::double_)
    return false;
  std::string_view rest = term.value;
  if (rest.starts_with('+') || rest.starts_with('-'))
    rest.remove_prefix(1);
  const std::size_t whole = take_digits(rest);
  if (term.datatype == xsd::integer)
    return whole > 0 && rest.empty();
  std::size_t fraction = 0;
  const bool has_point = rest.starts_with('.');
  if (has_point) {
    rest.remove_prefix(1);
    fraction = take_digits(rest);
  }
  if (term.datatype == xsd::decimal)
    return fraction > 0 && rest.empty();
  if (whole + fraction == 0 || !(rest.starts_with('e') || rest.starts_with('E')))
    return false;
  rest.remove_prefix(1);
  if (rest.starts_with('+') || rest.starts_with('-'))
    rest.remove_prefix(1);
  return take_digits(rest) > 0 && rest.empty();
}

class TsvResultWriter final : public ResultWriter {
public:
  TsvResultWriter(std::ostream& out, const std::vector<std::string>& variables) : out_(out) {
    for (std::size_t i = 0; i < variables.size(); ++i)
      out_ << (i == 0 ? "?" : "\t?") << variables[i];
    out_ << '\n';
  }

  void solution(const Solution& row) override {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0)
        line += '\t';
      if (can_be_bare(row[i]))
        line += row[i].value;
      else
        rdf::append_ntriples(line, row[i]);
    }
    out_ << (is_utf8(line) ? line : to_valid_utf8(line)) << '\n';
  }

  void finish() override { finish_output(out_); }

private:
  std::ostream& out_;
};

} // namespace

std::unique_ptr<ResultWriter> make_tsv_writer(std::ostream& out, const std::vector<std::string>& variables) {
  return std::make_unique<TsvResultWriter>(out, variables);
}

} // namespace micrograph::query
