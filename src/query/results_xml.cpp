// SPARQL Query Results XML Format (Second Edition).

#include "base/utf8.hpp"
#include "query/results_writers.hpp"

#include <ostream>

namespace micrograph::query {

namespace {

constexpr char opening[] =
    "<?xml version=\"1.0\"?>\n<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\">\n";

/// XML 1.0, production 2; what is beyond it cannot be written at all, not even as a reference.
bool is_xml_character(char32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF);
}

/// A carriage return as a reference, since a parser would turn it into a line feed.
std::string escaped(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const DecodedCodePoint decoded = decode_utf8(text);
    text.remove_prefix(decoded.length);
    switch (decoded.code_point) {
    case '&':
      out += "&amp;";
      break;
    case '<':
      out += "&lt;";
      break;
    case '>':
      out += "&gt;";
      break;
    case '"':
      out += "&quot;";
      break;
    case '\r':
      out += "&#13;";
      break;
    default:
      append_utf8(out, is_xml_character(decoded.code_point) ? decoded.code_point : 0xFFFD);
    }
  }
  return out;
}

void write_term(std::ostream& out, const rdf::Term& term) {
  if (term.kind == rdf::TermKind::iri) {
    out << "<uri>" << escaped(term.value) << "</uri>";
  } else if (term.kind == rdf::TermKind::blank) {
    out << "<bnode>" << escaped(term.value) << "</bnode>";
  } else {
    out << "<literal";
    if (!term.language.empty())
      out << " xml:lang=\"" << escaped(term.language) << '"';
    else if (!term.datatype.empty())
      out << " datatype=\"" << escaped(term.datatype) << '"';
    out << '>' << escaped(term.value) << "</literal>";
  }
}

class XmlResultWriter final : public ResultWriter {
public:
  XmlResultWriter(std::ostream& out, std::vector<std::string> variables)
      : out_(out), variables_(std::move(variables)) {
    out_ << opening << "  <head>\n";
    for (const std::string& variable : variables_)
      out_ << "    <variable name=\"" << escaped(variable) << "\"/>\n";
    out_ << "  </head>\n  <results>\n";
  }

  void solution(const Solution& row) override {
    out_ << "    <result>\n";
    for (std::size_t i = 0; i < variables_.size(); ++i) {
      if (row[i].kind == rdf::TermKind::none)
        continue;
      out_ << "      <binding name=\"" << escaped(variables_[i]) << "\">";
      write_term(out_, row[i]);
      out_ << "</binding>\n";
    }
    out_ << "    </result>\n";
  }

  void finish() override {
    out_ << "  </results>\n</sparql>\n";
    finish_output(out_);
  }

private:
  std::ostream& out_;
  std::vector<std::string> variables_;
};

} // namespace

std::unique_ptr<ResultWriter> make_xml_writer(std::ostream& out, std::vector<std::string> variables) {
  return std::make_unique<XmlResultWriter>(out, std::move(variables));
}

void write_xml_boolean(std::ostream& out, bool answer) {
  out << opening << "  <head/>\n  <boolean>" << (answer ? "true" : "false") << "</boolean>\n</sparql>\n";
}

} // namespace micrograph::query
