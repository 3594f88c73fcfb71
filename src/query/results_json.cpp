// SPARQL 1.1 Query Results JSON Format.

#include "base/json.hpp"
#include "query/results_writers.hpp"

#include <ostream>

namespace micrograph::query {

namespace {

void write_term(JsonWriter& json, const rdf::Term& term) {
  const char* const type = term.kind == rdf::TermKind::iri     ? "uri"
                           : term.kind == rdf::TermKind::blank ? "bnode"
                                                               : "literal";
  json.begin_object().key("type").value(type).key("value").value(term.value);
  if (!term.language.empty())
    json.key("xml:lang").value(term.language);
  else if (!term.datatype.empty())
    json.key("datatype").value(term.datatype);
  json.end_object();
}

class JsonResultWriter final : public ResultWriter {
public:
  JsonResultWriter(std::ostream& out, std::vector<std::string> variables)
      : out_(out), json_(out, JsonWriter::Layout::compact), variables_(std::move(variables)) {
    json_.begin_object().key("head").begin_object().key("vars").begin_array();
    for (const std::string& variable : variables_)
      json_.value(variable);
    json_.end_array().end_object().key("results").begin_object().key("bindings").begin_array();
  }

  void solution(const Solution& row) override {
    json_.begin_object();
    for (std::size_t i = 0; i < variables_.size(); ++i) {
      if (row[i].kind == rdf::TermKind::none)
        continue;
      json_.key(variables_[i]);
      write_term(json_, row[i]);
    }
    json_.end_object();
  }

  void finish() override {
    json_.end_array().end_object().end_object().finish();
    out_ << '\n';
    finish_output(out_);
  }

private:
  std::ostream& out_;
  JsonWriter json_;
  std::vector<std::string> variables_;
};

} // namespace

std::unique_ptr<ResultWriter> make_json_writer(std::ostream& out, std::vector<std::string> variables) {
  return std::make_unique<JsonResultWriter>(out, std::move(variables));
}

void write_json_boolean(std::ostream& out, bool answer) {
  JsonWriter json(out, JsonWriter::Layout::compact);
  json.begin_object()
      .key("head")
      .begin_object()
      .end_object()
      .key("boolean")
      .value(answer)
      .end_object()
      .finish();
  out << '\n';
}

} // namespace micrograph::query
