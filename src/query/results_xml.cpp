// SPARQL Query Results XML Format (Second Edition).

#include "base/xml_escapes.hpp"
#include "query/results_writers.hpp"

#include <ostream>

namespace micrograph::query {

namespace {

constexpr char opening[] =
    "<?xml version=\"1.0\"?>\n<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\">\n";

std::string content(std::string_view text) {
  std::string out;
  append_escaped(out, text, XmlPlace::content);
  return out;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  append_escaped(out, text, XmlPlace::attribute);
  return out + '"';
}

void write_term(std::ostream& out, const rdf::Term& term) {
  if (term.kind == rdf::TermKind::iri) {
    out << "<uri>" << content(term.value) << "</uri>";
  } else if (term.kind == rdf::TermKind::blank) {
    out << "<bnode>" << content(term.value) << "</bnode>";
  } else {
    out << "<literal";
    if (!term.language.empty())
      out << " xml:lang=" << quoted(term.language);
    else if (!term.datatype.empty())
      out << " datatype=" << quoted(term.datatype);
    out << '>' << content(term.value) << "</literal>";
  }
}

class XmlResultWriter final : public ResultWriter {
public:
  XmlResultWriter(std::ostream& out, std::vector<std::string> variables)
      : out_(out), variables_(std::move(variables)) {
    out_ << opening << "  <head>\n";
    for (const std::string& variable : variables_)
      out_ << "    <variable name=" << quoted(variable) << "/>\n";
    out_ << "  </head>\n  <results>\n";
  }

  void solution(const Solution& row) override {
    out_ << "    <result>\n";
    for (std::size_t i = 0; i < variables_.size(); ++i) {
      if (row[i].kind == rdf::TermKind::none)
        continue;
      out_ << "      <binding name=" << quoted(variables_[i]) << ">";
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
